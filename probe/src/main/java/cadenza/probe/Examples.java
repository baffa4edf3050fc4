package cadenza.probe;

import java.util.Arrays;
import java.util.Objects;

/// Labelled voxels of one scan, each once.
///
/// @param voxels rows of level 0, rising
/// @param classIds class of each, 1 or more
/// @param strokes stroke that each label came from; voxels of one stroke are alike, so they count
///   as one where labels are weighed or held out
public record Examples(ProbeScan scan, int[] voxels, int[] classIds, int[] strokes) {
  public Examples {
    if (classIds.length != voxels.length || strokes.length != voxels.length) {
      throw new IllegalArgumentException(
          "%d voxels, %d classes and %d strokes do not belong together"
              .formatted(voxels.length, classIds.length, strokes.length));
    }
    for (int i = 0; i < voxels.length; i++) {
      Objects.checkIndex(voxels[i], scan.voxelCount());
      if (i > 0 && voxels[i] <= voxels[i - 1]) {
        throw new IllegalArgumentException("voxels of examples must rise, each once");
      }
    }
  }

  public int count() {
    return voxels.length;
  }

  /// Labels of points as labels of voxels: each voxel gets the class that most of its labelled
  /// points have; of several, the one of the latest stroke. Points in no voxel are left out.
  ///
  /// @param inverse row of level 0 of every point of the scan, -1 outside
  /// @param points labelled points
  /// @param classIds class of each, 0 for none
  /// @param strokes stroke of each
  public static Examples ofPoints(
      ProbeScan scan, int[] inverse, int[] points, short[] classIds, int[] strokes) {
    long[] labels = new long[points.length]; // voxel, place in points
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      int voxel = inverse[points[i]];
      if (voxel >= 0 && classIds[i] != 0) {
        labels[count++] = (long) voxel << 32 | i;
      }
    }
    Arrays.sort(labels, 0, count);
    int[] voxels = new int[count];
    int[] classes = new int[count];
    int[] from = new int[count];
    int out = 0;
    for (int start = 0, end; start < count; start = end) {
      int voxel = (int) (labels[start] >>> 32);
      end = start + 1;
      while (end < count && (int) (labels[end] >>> 32) == voxel) {
        end++;
      }
      int best = mostFrequent(labels, start, end, classIds, strokes);
      voxels[out] = voxel;
      classes[out] = classIds[best];
      from[out++] = strokes[best];
    }
    return new Examples(
        scan, Arrays.copyOf(voxels, out), Arrays.copyOf(classes, out), Arrays.copyOf(from, out));
  }

  // Place of the latest label of the class that most of these labels have.
  private static int mostFrequent(
      long[] labels, int start, int end, short[] classIds, int[] strokes) {
    int best = -1;
    int bestVotes = 0;
    for (int i = start; i < end; i++) {
      int votes = 0;
      for (int j = start; j < end; j++) {
        votes += classIds[(int) labels[j]] == classIds[(int) labels[i]] ? 1 : 0;
      }
      if (votes > bestVotes
          || (votes == bestVotes && best >= 0 && strokes[(int) labels[i]] > strokes[best])) {
        bestVotes = votes;
        best = (int) labels[i];
      }
    }
    return best;
  }
}
