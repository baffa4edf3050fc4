package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each augmentation, given its random draws, against the reference's.
class AugmentationFixtureTest {
  private static final float COORD_TOLERANCE = 2e-6f; // metres
  private static final float COLOR_TOLERANCE = 1e-4f; // of 255

  private Map<String, NpyArray> fixture;

  @BeforeEach
  void read() throws Exception {
    fixture = Golden.npz("pre_augment.npz");
  }

  private ViewPoints scene() {
    return ViewPoints.of(
        fixture.get("coord").floats(),
        fixture.get("color").floats(),
        fixture.get("normal").floats());
  }

  private void color(String name, Consumer<float[]> change) {
    ViewPoints scene = scene();
    change.accept(scene.color());
    close(scene.color(), name, COLOR_TOLERANCE);
  }

  private void close(float[] actual, String name, float tolerance) {
    float[] expected = fixture.get(name).floats();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("%s, number %d", name, i).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void colours() {
    color("brightness_1.3", c -> Colors.brightness(c, 1.3));
    color("brightness_0.7", c -> Colors.brightness(c, 0.7));
    color("contrast_1.3", c -> Colors.contrast(c, 1.3));
    color("saturation_0.85", c -> Colors.saturation(c, 0.85));
    color("hue_0.02", c -> Colors.hue(c, 0.02));
    color("hue_-0.015", c -> Colors.hue(c, -0.015));
    color("auto_contrast_0.4", c -> Colors.autoContrast(c, 0.4));
  }

  @Test
  void rotations() {
    String[] axes = {"x", "y", "z"};
    for (int axis = 0; axis < 3; axis++) {
      ViewPoints scene = scene();
      Geometry.rotate(scene, axis, 0.3 * Math.PI);
      close(scene.coord(), "rotate_" + axes[axis] + "_0.3pi_coord", COORD_TOLERANCE);
      close(scene.normal(), "rotate_" + axes[axis] + "_0.3pi_normal", COORD_TOLERANCE);
    }
    ViewPoints scene = scene();
    Geometry.rotate(scene, 2, 0.3 * Math.PI, new double[3]);
    close(scene.coord(), "rotate_z_0.3pi_center0_coord", COORD_TOLERANCE);
  }

  @Test
  void centring() {
    ViewPoints scene = scene();
    Geometry.centerShift(scene.coord());
    assertThat(scene.coord()).isEqualTo(fixture.get("center_shift_z").floats());
  }

  @Test
  void elasticDistortions() {
    float[] coord = scene().coord();
    new ElasticDistortion(0.2, 0.4).apply(coord, fixture.get("elastic0_noise").floats());
    close(coord, "elastic0_coord", COORD_TOLERANCE);
    new ElasticDistortion(0.8, 1.6).apply(coord, fixture.get("elastic1_noise").floats());
    close(coord, "elastic1_coord", COORD_TOLERANCE);
  }

  @Test
  void jitterIsCutOnBothSides() {
    float[] coord = {1, 2, 3};
    Geometry.jitter(coord, new float[] {10, -10, 1}, 0.005, 0.02);
    assertThat(coord).containsExactly(new float[] {1.02f, 1.98f, 3.005f}, within(1e-6f));
  }

  @Test
  void flipMirrorsNormalsToo() {
    ViewPoints view = ViewPoints.of(new float[] {1, 2, 3}, new float[3], new float[] {.6f, .8f, 0});
    Geometry.flip(view, 0);
    assertThat(view.coord()).containsExactly(-1, 2, 3);
    assertThat(view.normal()).containsExactly(-.6f, .8f, 0);
    assertThat(view.originCoord()).containsExactly(1, 2, 3);
  }
}
