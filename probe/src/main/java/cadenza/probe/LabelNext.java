package cadenza.probe;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.List;
import java.util.Set;

public final class LabelNext {
  private LabelNext() {}

  public record Region(int voxel, int voxelCount, double meanEntropy, double score) {}

  public static List<Region> suggest(
      Prediction p, ProbeScan s, Pyramid y, Set<Integer> l, int n, Progress g) {
    return List.of();
  }
}
