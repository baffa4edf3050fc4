package cadenza.sonata;

import cadenza.scan.PointCloud;
import cadenza.scan.grid.GridSample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the numbers of a scan become the numbers the weights were trained on.
///
/// # How it works
///
/// A voxel has nine features in the order of the reference's `Collect` (S/transform.py, SPEC i):
/// centre-shifted coordinate in metres, colour in 0 to 1, unit normal. Channel `c` of the network's
/// input is `scale[c] * (feature[c] - offset[c])`; the official weights take the features as they
/// are, others may centre the height or ignore x and y (scale 0).
///
/// A scan may lack colours or normals. The network must still get numbers: every colour becomes the
/// mid-grey [#ABSENT_COLOR] (black would be a colour that the weights know as something), every
/// normal zero (no direction is less wrong than another). Neither is what the weights were trained
/// on, so [#notesOn] says it in words for whoever shows the result.
///
/// @param gridSizeMeters edge of a level-0 voxel the weights were trained at
/// @param offset subtracted from each feature first, `(9)`
/// @param scale multiplied onto each feature then, `(9)`
public record InputTransform(float gridSizeMeters, float[] offset, float[] scale) {
  /// Features of a voxel: coordinate, colour, normal.
  public static final int CHANNELS = 9;

  /// What stands for a colour that a scan does not have, in each of red, green and blue.
  public static final float ABSENT_COLOR = 0.5f;

  private static final List<String> CHANNEL_NAMES =
      List.of("x", "y", "z", "red", "green", "blue", "nx", "ny", "nz");

  public InputTransform {
    if (!(gridSizeMeters > 0) || Float.isInfinite(gridSizeMeters)) {
      throw new IllegalArgumentException(
          "a grid size is a length above 0, not " + gridSizeMeters + " m");
    }
    if (offset.length != CHANNELS || scale.length != CHANNELS) {
      throw new IllegalArgumentException("offset and scale have one number for each of 9 features");
    }
    offset = offset.clone();
    scale = scale.clone();
    for (int c = 0; c < CHANNELS; c++) {
      if (!Float.isFinite(offset[c]) || !Float.isFinite(scale[c])) {
        throw new IllegalArgumentException("offset and scale of " + CHANNEL_NAMES.get(c));
      }
    }
  }

  /// The reference's `default()` transform (S/transform.py:1205): voxels of 2 cm, features as they
  /// are.
  public static InputTransform official() {
    return new InputTransform(0.02f, new float[CHANNELS], new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
  }

  /// What the starter weights expect: voxels of 6 cm; positions are dropped, because a room's place
  /// says nothing about what stands in it, and height the network sees from floor and ceiling: with
  /// it in the input features were worth no more (docs/pretraining-plan.md).
  public static InputTransform starter() {
    return new InputTransform(
        0.06f,
        new float[] {0, 0, 0, 0.5f, 0.5f, 0.5f, 0, 0, 0},
        new float[] {0, 0, 0, 3, 3, 3, 1.5f, 1.5f, 1.5f});
  }

  /// Names of the features in order.
  public static List<String> channelNames() {
    return CHANNEL_NAMES;
  }

  /// Input of the network for a scan cut into voxels.
  ///
  /// @param cloud the scan; where it lacks colours or normals see above
  /// @param sample the scan's voxels, at [#gridSizeMeters()]
  /// @return `(voxels, 9)`
  public float[] features(PointCloud cloud, GridSample sample) {
    return features(sample.coord(), sample.picked(), cloud.colors(), cloud.normals());
  }

  /// Input of the network for sampled points.
  ///
  /// @param coord centre-shifted position of each voxel's point in metres, `(voxels, 3)`
  /// @param picked row in `colors` and `normals` of each voxel's point, `(voxels)`
  /// @param colors unsigned bytes, `(points, 3)`, or null where the scan has none
  /// @param normals unit vectors, `(points, 3)`, or null where none are known; rows that are not
  ///   numbers count as zero
  /// @return `(voxels, 9)`
  public float[] features(
      float[] coord, int[] picked, byte @Nullable [] colors, float @Nullable [] normals) {
    float[] features = new float[picked.length * CHANNELS]; // (voxels, 9)
    for (int v = 0; v < picked.length; v++) {
      int to = v * CHANNELS;
      int from = picked[v] * 3;
      for (int axis = 0; axis < 3; axis++) {
        features[to + axis] = affine(axis, coord[v * 3 + axis]);
        features[to + 3 + axis] =
            affine(3 + axis, colors == null ? ABSENT_COLOR : (colors[from + axis] & 0xff) / 255.0f);
        features[to + 6 + axis] =
            affine(6 + axis, normals == null ? 0 : finite(normals[from + axis]));
      }
    }
    return features;
  }

  private float affine(int channel, float value) {
    return scale[channel] * (value - offset[channel]);
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }

  /// What a person should know before trusting features of such a scan; empty when nothing is
  /// missing.
  public List<String> notesOn(boolean hasColors, boolean hasNormals) {
    List<String> notes = new ArrayList<>();
    if (!hasColors && (scale[3] != 0 || scale[4] != 0 || scale[5] != 0)) {
      notes.add("The scan has no colours: the network gets mid-grey for every point.");
    }
    if (!hasNormals && (scale[6] != 0 || scale[7] != 0 || scale[8] != 0)) {
      notes.add("The scan has no normals: the network gets zeros. Estimate normals first.");
    }
    return notes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputTransform t
        && t.gridSizeMeters == gridSizeMeters
        && java.util.Arrays.equals(t.offset, offset)
        && java.util.Arrays.equals(t.scale, scale);
  }

  @Override
  public int hashCode() {
    return 31 * java.util.Arrays.hashCode(offset) + java.util.Arrays.hashCode(scale);
  }
}
