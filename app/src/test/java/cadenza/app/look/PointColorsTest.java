package cadenza.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PointColorsTest {
  private final PointCloud room = SmallRoom.cloud();

  @Test
  void rgbIsTheFilesOwn() {
    int[] argb = PointColors.rgb(room).argb();
    assertThat(argb[0]).isEqualTo(0xffc80000);
    assertThat(argb[argb.length - 1]).isEqualTo(0xff0000c8);
  }

  @Test
  void heightRisesFromDarkToLightAndSaysItsEndsInWorldCoordinates() {
    Coloring height = PointColors.height(room, Progress.none());
    int floor = height.argb()[0];
    int top = height.argb()[room.pointCount() - 1];
    assertThat(brightness(top)).isGreaterThan(brightness(floor) + 100);
    assertThat(height.legend())
        .isEqualTo(new Legend.Ramp(ColorMap.PERCEPTUAL, "10.00", "12.00", "m, z"));
  }

  @Test
  void normalsPointUpInBlueAndUnknownOnesAreGrey() {
    PointCloud three = PointCloud.builder(new float[9]).build();
    float[] normals = {0, 0, 1, 1, 0, 0, Float.NaN, 0, 0};
    assertThat(PointColors.normal(three, normals).argb())
        .containsExactly(0xff8080ff, 0xffff8080, 0xff505050);
  }

  @Test
  void labelsAreCountedTheLargestFirst() {
    Attribute labels = Attribute.ofInts("label", new int[] {0, 7, 7, 255, 3, 7, 3});
    PointCloud cloud = PointCloud.builder(new float[21]).build();
    Coloring colored = PointColors.labels(cloud, labels, ClassNames.numbers(), Progress.none());
    assertThat(colored.legend()).isInstanceOf(Legend.Classes.class);
    Legend.Classes classes = (Legend.Classes) colored.legend();
    assertThat(classes.entries().getFirst().name()).isEqualTo("class 7");
    assertThat(classes.entries().getFirst().pointCount()).isEqualTo(3);
    assertThat(colored.argb()[0]).isEqualTo(ClassPalette.UNLABELLED_ARGB);
    assertThat(colored.argb()[1]).isEqualTo(colored.argb()[5]).isNotEqualTo(colored.argb()[4]);
  }

  @Test
  void oneStrayPointDoesNotWashOutTheIntensity() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100;
    }
    values[0] = 1e9f;
    PointCloud cloud = PointCloud.builder(new float[3000]).build();
    int[] argb =
        PointColors.intensity(cloud, Attribute.ofFloats("intensity", values), Progress.none())
            .argb();
    assertThat(brightness(argb[50])).isBetween(80, 180);
  }

  @Test
  void thePerceptualMapGetsLighterAllTheWay() {
    int[] brightness = new int[11];
    for (int i = 0; i <= 10; i++) {
      brightness[i] = brightness(ColorMap.PERCEPTUAL.argb(i / 10.0));
    }
    assertThat(brightness).isSorted();
    assertThat(ColorMap.PERCEPTUAL.argb(Double.NaN)).isEqualTo(0xff808080);
  }

  @Test
  void neighbouringClassesDifferClearly() {
    for (int id = 1; id < 40; id++) {
      assertThat(distance(ClassPalette.argb(id), ClassPalette.argb(id + 1)))
          .as("classes %d and %d", id, id + 1)
          .isGreaterThan(60);
    }
  }

  private static int brightness(int argb) {
    return (int) (0.2126 * (argb >> 16 & 255) + 0.7152 * (argb >> 8 & 255) + 0.0722 * (argb & 255));
  }

  private static int distance(int a, int b) {
    return Arrays.stream(new int[] {16, 8, 0})
        .map(shift -> Math.abs((a >> shift & 255) - (b >> shift & 255)))
        .sum();
  }
}
