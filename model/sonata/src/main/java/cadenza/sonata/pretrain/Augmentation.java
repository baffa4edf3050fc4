package cadenza.sonata.pretrain;

import cadenza.sonata.InputTransform;
import java.util.Arrays;
import java.util.List;

/// The augmentations of a view in the reference's order, drawing what they need
/// (C/pretrain-sonata-v1m1-0-base.py, `global_transform`).
final class Augmentation {
  private static final List<ElasticDistortion> DISTORTIONS =
      List.of(new ElasticDistortion(0.2, 0.4), new ElasticDistortion(0.8, 1.6));

  private static final double TILT = Math.PI / 64;
  private static final double ROTATION_CHANCE = 0.8;
  private static final double COLOR_CHANCE = 0.8;
  private static final double MOST_CHANCE = 0.95;

  private Augmentation() {}

  /// Moves, scales, turns, mirrors, jitters and bends a view.
  static void geometry(ViewPoints view, Draws draws) {
    float[] coord = view.coord();
    Geometry.centerShift(coord);
    Geometry.scale(coord, draws.uniform(0.9, 1.1));
    if (draws.chance(ROTATION_CHANCE)) {
      Geometry.rotate(view, 2, draws.uniform(-Math.PI, Math.PI), new double[3]);
    }
    for (int axis = 0; axis < 2; axis++) {
      if (draws.chance(ROTATION_CHANCE)) {
        Geometry.rotate(view, axis, draws.uniform(-TILT, TILT));
      }
    }
    for (int axis = 0; axis < 2; axis++) {
      if (draws.chance(0.5)) {
        Geometry.flip(view, axis);
      }
    }
    Geometry.jitter(coord, draws.normals(coord.length), 0.005, 0.02);
    if (draws.chance(MOST_CHANCE)) {
      for (ElasticDistortion distortion : DISTORTIONS) {
        distortion.apply(coord, draws.normals(distortion.noiseLength(coord)));
      }
    }
  }

  /// Lifts a view and takes its colours or normals away, by chance; as a scan that lacks them is
  /// encoded, colours are mid-grey then and normals zero. A view keeps one of the two: with
  /// neither, and positions hidden from the network, nothing would be left, and gradients of
  /// nothing are infinite.
  static void weaken(ViewPoints view, ViewRecipe.Cues cues, Draws draws) {
    float lift = (float) draws.uniform(-cues.heightShiftMeters(), cues.heightShiftMeters());
    if (lift != 0) {
      for (int i = 2; i < view.coord().length; i += 3) {
        view.coord()[i] += lift;
      }
    }
    boolean isGrey = draws.chance(cues.dropColorChance());
    if (isGrey) {
      Arrays.fill(view.color(), 255 * InputTransform.ABSENT_COLOR);
    }
    if (draws.chance(cues.dropNormalChance()) && !isGrey) {
      Arrays.fill(view.normal(), 0);
    }
  }

  /// Changes colours from 0 to 255.
  ///
  /// @param hue largest turn of the hue; 0 leaves it alone
  static void color(float[] color, double hue, Draws draws) {
    int[] order = draws.permutation(4);
    double brightness = draws.uniform(0.6, 1.4);
    double contrast = draws.uniform(0.6, 1.4);
    double saturation = draws.uniform(0.8, 1.2);
    double turn = draws.uniform(-hue, hue);
    for (int operation : order) {
      if (draws.chance(COLOR_CHANCE)) {
        switch (operation) {
          case 0 -> Colors.brightness(color, brightness);
          case 1 -> Colors.contrast(color, contrast);
          case 2 -> Colors.saturation(color, saturation);
          default -> {
            if (hue != 0) {
              Colors.hue(color, turn);
            }
          }
        }
      }
    }
    if (draws.chance(MOST_CHANCE)) {
      double[] shift = new double[3];
      for (int c = 0; c < 3; c++) {
        shift[c] = draws.uniform(-0.05, 0.05) * 255;
      }
      Colors.translate(color, shift);
    }
  }
}
