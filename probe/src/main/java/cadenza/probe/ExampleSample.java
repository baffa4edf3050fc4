package cadenza.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which labelled voxels are learnt from when there are more than wanted.
///
/// # How it works
///
/// The number wanted is shared out among classes as evenly as they have voxels, and each class's
/// share among its strokes in the same way. Of a stroke those come first that a hash of seed and
/// voxel puts first: a voxel that was chosen mostly stays chosen when more is labelled, so that
/// little has to be computed anew.
final class ExampleSample {
  /// A labelled voxel.
  ///
  /// @param scan place of its scan in the list of examples
  /// @param classIndex place of its class among those asked for
  record Chosen(int scan, int voxel, int classIndex, int stroke) {}

  private ExampleSample() {}

  /// @param classIds classes to learn; labels of others are left out
  static List<Chosen> of(List<Examples> examples, int[] classIds, TrainSettings settings) {
    List<Map<Long, List<Chosen>>> classes = new ArrayList<>(); // by stroke
    for (int k = 0; k < classIds.length; k++) {
      classes.add(new LinkedHashMap<>());
    }
    int total = 0;
    for (int s = 0; s < examples.size(); s++) {
      Examples scan = examples.get(s);
      for (int i = 0; i < scan.count(); i++) {
        int k = indexOf(classIds, scan.classIds()[i]);
        if (k >= 0) {
          long group = (long) s << 32 | (scan.strokes()[i] & 0xffffffffL);
          classes
              .get(k)
              .computeIfAbsent(group, g -> new ArrayList<>())
              .add(new Chosen(s, scan.voxels()[i], k, scan.strokes()[i]));
          total++;
        }
      }
    }
    List<Chosen> out = new ArrayList<>();
    int[] sizes =
        classes.stream().mapToInt(c -> c.values().stream().mapToInt(List::size).sum()).toArray();
    int[] shares = total <= settings.mostExamples() ? sizes : share(sizes, settings.mostExamples());
    for (int k = 0; k < shares.length; k++) {
      List<List<Chosen>> strokes = List.copyOf(classes.get(k).values());
      int[] take = share(strokes.stream().mapToInt(List::size).toArray(), shares[k]);
      for (int g = 0; g < take.length; g++) {
        out.addAll(first(strokes.get(g), take[g], settings.seed()));
      }
    }
    return out;
  }

  private static List<Chosen> first(List<Chosen> stroke, int count, long seed) {
    if (count == stroke.size()) {
      return stroke;
    }
    return stroke.stream()
        .sorted(
            Comparator.comparingLong((Chosen c) -> hash(seed, c.scan(), c.voxel()))
                .thenComparingInt(Chosen::voxel))
        .limit(count)
        .toList();
  }

  /// Shares `total` out as evenly as the sizes allow; what is left over goes to the first.
  static int[] share(int[] sizes, int total) {
    int[] out = new int[sizes.length];
    int left = Math.min(total, IntStream.of(sizes).sum());
    while (left > 0) {
      int open = (int) IntStream.range(0, sizes.length).filter(i -> out[i] < sizes[i]).count();
      int each = Math.max(1, left / open);
      for (int i = 0; i < sizes.length && left > 0; i++) {
        int more = Math.min(Math.min(each, sizes[i] - out[i]), left);
        out[i] += more;
        left -= more;
      }
    }
    return out;
  }

  private static int indexOf(int[] ids, int id) {
    for (int k = 0; k < ids.length; k++) {
      if (ids[k] == id) {
        return k;
      }
    }
    return -1;
  }

  // The finaliser of splitmix64.
  static long hash(long seed, int scan, int voxel) {
    long z = seed * 0x9e3779b97f4a7c15L + ((long) scan << 32 | voxel) * 0xd1342543de82ef95L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
