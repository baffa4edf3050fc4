package cadenza.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Labelled voxels dealt into folds, stroke by stroke.
///
/// @param count how many folds
/// @param foldOf fold of each voxel, -1 for one that is never held out
record Folds(int count, int[] foldOf) {
  private static final int MOST = 5;

  /// @throws IllegalArgumentException if no class has two strokes, or there is one class only
  static Folds of(List<ExampleSample.Chosen> chosen, int classes, long seed) {
    List<List<Stroke>> strokes = strokes(chosen, classes, seed);
    if (!isPossible(strokes)) {
      throw new IllegalArgumentException(
          "Cross-validation holds strokes out. Label at least two classes, and one of them in two places.");
    }
    int count = Math.min(MOST, strokes.stream().mapToInt(List::size).max().orElse(0));
    int[] foldOf = new int[chosen.size()];
    int next = 0;
    for (List<Stroke> ofClass : strokes) {
      for (Stroke stroke : ofClass) {
        int fold = ofClass.size() == 1 ? -1 : next++ % count;
        stroke.members().forEach(i -> foldOf[i] = fold);
      }
    }
    return new Folds(count, foldOf);
  }

  static boolean isPossible(List<ExampleSample.Chosen> chosen, int classes) {
    return isPossible(strokes(chosen, classes, 0));
  }

  private static boolean isPossible(List<List<Stroke>> strokes) {
    return strokes.stream().filter(s -> !s.isEmpty()).count() > 1
        && strokes.stream().anyMatch(s -> s.size() > 1);
  }

  /// @param members places in the list of voxels
  private record Stroke(long key, List<Integer> members) {}

  // Strokes of each class, in an order the seed decides. A stroke of several classes is of the one
  // it has most of.
  private static List<List<Stroke>> strokes(
      List<ExampleSample.Chosen> chosen, int classes, long seed) {
    Map<Long, Stroke> byKey = new LinkedHashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      long key = (long) chosen.get(i).scan() << 32 | (chosen.get(i).stroke() & 0xffffffffL);
      byKey.computeIfAbsent(key, k -> new Stroke(k, new ArrayList<>())).members().add(i);
    }
    List<List<Stroke>> out = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      out.add(new ArrayList<>());
    }
    for (Stroke stroke : byKey.values()) {
      int[] counts = new int[classes];
      int best = 0;
      for (int i : stroke.members()) {
        int k = chosen.get(i).classIndex();
        counts[k]++;
        best = k == best || counts[k] > counts[best] ? k : best;
      }
      out.get(best).add(stroke);
    }
    for (List<Stroke> ofClass : out) {
      ofClass.sort(
          Comparator.comparingLong(
              (Stroke s) -> ExampleSample.hash(seed, (int) (s.key() >> 32), (int) s.key())));
    }
    return out;
  }
}
