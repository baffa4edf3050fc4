package cadenza.app.probing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Few labelled points of a scan, as a person with little time would give them: the limited
/// annotations of the paper.
public final class PointSample {
  /// How points are drawn.
  public enum Sampling {
    RANDOM,
    BALANCED
  }

  private PointSample() {}

  /// Points that keep their label, rising.
  ///
  /// @param classIds of every point, 0 for none
  /// @param eligible points that can have an example
  /// @param count how many, or `Integer.MAX_VALUE` for all
  public static int[] of(
      short[] classIds, int[] eligible, int count, Sampling sampling, long seed) {
    int[] labelled = Arrays.stream(eligible).filter(i -> classIds[i] != 0).toArray();
    if (labelled.length <= count) {
      return labelled;
    }
    SplittableRandom random = new SplittableRandom(seed);
    if (sampling == Sampling.RANDOM) {
      return drawn(labelled, count, random);
    }
    Map<Short, List<Integer>> byClass = new LinkedHashMap<>();
    for (int i : labelled) {
      byClass.computeIfAbsent(classIds[i], c -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> classes = new ArrayList<>(byClass.values());
    classes.sort(Comparator.comparingInt(List::size)); // small ones leave their share to others
    IntStream out = IntStream.empty();
    int left = count;
    for (int k = 0; k < classes.size(); k++) {
      int share = Math.ceilDiv(left, classes.size() - k);
      int[] members = classes.get(k).stream().mapToInt(i -> i).toArray();
      int take = Math.min(Math.min(share, left), members.length);
      left -= take;
      out = IntStream.concat(out, Arrays.stream(drawn(members, take, random)));
    }
    return out.sorted().toArray();
  }

  private static int[] drawn(int[] from, int count, SplittableRandom random) {
    int[] rows = from.clone();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, rows.length);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
    int[] out = Arrays.copyOf(rows, count);
    Arrays.sort(out);
    return out;
  }
}
