package cadenza.render.gl;

import cadenza.render.DrawOrder;
import cadenza.render.DrawPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Runs of slots whose gaps are about equally wide: what one call of OpenGL can draw.
///
/// @param gap how much wider the gaps are than with all points
/// @param firsts first slot of each run
/// @param counts slots of each run
record PointRuns(float gap, int[] firsts, int[] counts) {
  private static final double STEPS_AN_OCTAVE = 8;

  /// The points of some entries of a plan.
  static List<PointRuns> of(DrawOrder order, DrawPlan plan, int from, int to, int sample) {
    TreeMap<Integer, Growing> groups = new TreeMap<>();
    for (int entry = from; entry < to; entry++) {
      double gap = plan.gap(entry);
      int step = (int) Math.round(STEPS_AN_OCTAVE * Math.log(gap) / Math.log(2));
      Growing group = groups.computeIfAbsent(step, key -> new Growing());
      int cell = plan.cell(entry);
      int first = plan.first(order, entry, sample);
      int headStart = order.headStart(cell);
      int inHead = order.headStart(cell + 1) - headStart;
      int head = Math.clamp(inHead - first, 0, plan.count(entry));
      group.add(headStart + first, head);
      group.add(order.tailStart(cell) + Math.max(0, first - inHead), plan.count(entry) - head);
    }
    List<PointRuns> runs = new ArrayList<>();
    groups.forEach(
        (step, group) -> runs.add(group.runs((float) Math.pow(2, step / STEPS_AN_OCTAVE))));
    return runs;
  }

  private static final class Growing {
    private int[] firsts = new int[64];
    private int[] counts = new int[64];
    private int size;

    void add(int first, int count) {
      if (count == 0) {
        return;
      }
      if (size > 0 && firsts[size - 1] + counts[size - 1] == first) {
        counts[size - 1] += count;
        return;
      }
      if (size == firsts.length) {
        firsts = Arrays.copyOf(firsts, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      firsts[size] = first;
      counts[size++] = count;
    }

    PointRuns runs(float gap) {
      return new PointRuns(gap, Arrays.copyOf(firsts, size), Arrays.copyOf(counts, size));
    }
  }
}
