package cadenza.app.bench;

import cadenza.probe.Examples;
import cadenza.probe.ProbeScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Features of a scan of which every label is known.
///
/// @param scan what a probe sees of it
/// @param inverse row of level 0 of every original point, -1 outside
/// @param classIds class of every original point, 0 for none
public record LabelledScan(ProbeScan scan, int[] inverse, short[] classIds) {
  public LabelledScan {
    if (inverse.length != classIds.length) {
      throw new IllegalArgumentException(
          "%d points and %d labels in %s".formatted(inverse.length, classIds.length, scan.name()));
    }
  }

  /// Class of every finest voxel, the one most of its labelled points have (of several the one of
  /// the smallest number); 0 where none is labelled. `(voxels)`
  public int[] voxelClasses() {
    long[] pairs = new long[inverse.length];
    int count = 0;
    for (int i = 0; i < inverse.length; i++) {
      if (inverse[i] >= 0 && classIds[i] > 0) {
        pairs[count++] = (long) inverse[i] << 32 | classIds[i];
      }
    }
    Arrays.sort(pairs, 0, count);
    int[] out = new int[scan.voxelCount()];
    int[] most = new int[out.length];
    for (int start = 0, end; start < count; start = end) {
      end = start;
      while (end < count && pairs[end] == pairs[start]) {
        end++;
      }
      int voxel = (int) (pairs[start] >>> 32);
      if (end - start > most[voxel]) {
        most[voxel] = end - start;
        out[voxel] = (int) pairs[start];
      }
    }
    return out;
  }

  /// Few labels, as evenly shared out among the scan's classes as these have voxels: what a small
  /// class cannot give, the others do. Voxels of a class are drawn by the seed. Labels of one class
  /// are one stroke, so that cross-validation holds out all that a scan says of a class together.
  ///
  /// @param count how many voxels
  public Examples few(int count, long seed) {
    int[] classes = voxelClasses();
    List<int[]> members = new ArrayList<>();
    for (int id : Arrays.stream(classes).filter(c -> c > 0).distinct().sorted().toArray()) {
      members.add(IntStream.range(0, classes.length).filter(v -> classes[v] == id).toArray());
    }
    members.sort(Comparator.comparingInt(m -> m.length));
    SplittableRandom random = new SplittableRandom(seed);
    int[] chosen = new int[count];
    int size = 0;
    for (int k = 0; k < members.size(); k++) {
      int[] of = members.get(k);
      // What is left is shared by the classes that are left; of a remainder the largest get more.
      int take = Math.min((count - size) / (members.size() - k), of.length);
      for (int i = 0; i < take; i++) {
        int other = random.nextInt(i, of.length);
        chosen[size++] = of[other];
        of[other] = of[i];
      }
    }
    int[] voxels = Arrays.copyOf(chosen, size);
    Arrays.sort(voxels);
    int[] ids = Arrays.stream(voxels).map(v -> classes[v]).toArray();
    return new Examples(scan, voxels, ids, ids.clone());
  }
}
