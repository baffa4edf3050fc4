package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InputTransformTest {
  private static final float[] COORD = {1, 2, 3};
  private static final byte[] COLORS = {9, 9, 9, (byte) 255, 0, 51};
  private static final float[] NORMALS = {9, 9, 9, 0, Float.NaN, 1};

  @Test
  void officialFeaturesAreTakenAsTheyAre() {
    assertThat(InputTransform.official().features(COORD, new int[] {1}, COLORS, NORMALS))
        .containsExactly(1, 2, 3, 1, 0, 0.2f, 0, 0, 1);
  }

  @Test
  void starterFeaturesDropPlaceAndCentreTheRest() {
    assertThat(InputTransform.starter().features(COORD, new int[] {1}, COLORS, NORMALS))
        .containsExactly(0, 0, 0, 1.5f, -1.5f, 3 * (0.2f - 0.5f), 0, 0, 1.5f);
  }

  @Test
  void whatAScanLacksBecomesGreyAndIsSaid() {
    InputTransform official = InputTransform.official();
    assertThat(official.features(COORD, new int[] {0}, null, null))
        .containsExactly(1, 2, 3, 0.5f, 0.5f, 0.5f, 0, 0, 0);
    assertThat(official.notesOn(false, false)).hasSize(2);
    assertThat(official.notesOn(false, true)).singleElement().asString().contains("mid-grey");
    assertThat(official.notesOn(true, true)).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new InputTransform(0, new float[9], new float[9]))
        .hasMessageContaining("grid size");
    assertThatThrownBy(() -> new InputTransform(1, new float[8], new float[9]))
        .hasMessageContaining("9 features");
  }
}
