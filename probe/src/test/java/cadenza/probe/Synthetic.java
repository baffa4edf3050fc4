package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Made-up scans of which the classes show in the features of every level.
final class Synthetic {
  static final FeatureSource SOURCE = new FeatureSource("made-up", "abc", .02);

  private Synthetic() {}

  /// @param rows of each level
  /// @param channels of each level
  /// @param noise deviation of what hides the classes
  static ProbeScan scan(
      String name, int[] rows, int[] channels, int classes, double noise, long seed) {
    Random means = new Random(42); // the same classes in all scans
    Random random = new Random(seed);
    List<Features> levels = new ArrayList<>();
    for (int s = 0; s < rows.length; s++) {
      float[] centers = new float[classes * channels[s]];
      for (int i = 0; i < centers.length; i++) {
        centers[i] = (float) means.nextGaussian();
      }
      float[] values = new float[rows[s] * channels[s]];
      for (int i = 0; i < values.length; i++) {
        int row = i / channels[s];
        int c = i % channels[s];
        int k = (int) ((long) row * classes / rows[s]);
        values[i] =
            (float)
                ((1 + c % 3) * (centers[k * channels[s] + c] + noise * random.nextGaussian()) + c);
      }
      int[] parents = new int[s + 1 < rows.length ? rows[s] : 0];
      for (int i = 0; i < parents.length; i++) {
        parents[i] = (int) ((long) i * rows[s + 1] / rows[s]);
      }
      levels.add(new Features(channels[s], values, parents));
    }
    return new ProbeScan(name, new FeaturePyramid(levels), null, SOURCE);
  }

  static int truth(ProbeScan scan, int voxel, int classes) {
    return 1 + (int) ((long) voxel * classes / scan.voxelCount());
  }

  static List<ProbeClass> classes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> new ProbeClass(id, "class " + id, 0xff000000 | id * 0x123457))
        .toList();
  }

  /// Some voxels with their true classes, in strokes of five.
  static Examples examples(ProbeScan scan, int classes, int count, long seed) {
    int[] voxels =
        new Random(seed).ints(0, scan.voxelCount()).distinct().limit(count).sorted().toArray();
    return new Examples(
        scan,
        voxels,
        IntStream.of(voxels).map(v -> truth(scan, v, classes)).toArray(),
        IntStream.range(0, count).map(i -> i / 5).toArray());
  }
}
