package cadenza.app.pipeline;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The geometry of the scans worked on last, so that other weights or another precision find it
/// ready. It depends on points and grid alone.
///
/// Java takes it back when memory gets short.
final class PreparedScans {
  private static final int KEPT = 4;

  private record Entry(
      WeakReference<PointCloud> cloud,
      float gridSizeMeters,
      long seed,
      int levelCount,
      SoftReference<Prepared> prepared) {}

  private final Deque<Entry> entries = new ArrayDeque<>(); // last used first

  /// The geometry of a scan, from before or made now.
  ///
  /// @throws IllegalArgumentException as [Prepared#of]
  Prepared of(
      PointCloud cloud, float gridSizeMeters, long seed, int levelCount, Progress progress) {
    Optional<Prepared> kept = find(cloud, gridSizeMeters, seed, levelCount);
    if (kept.isPresent()) {
      return kept.get().withoutSeconds();
    }
    Prepared made = Prepared.of(cloud, gridSizeMeters, seed, levelCount, progress);
    keep(
        new Entry(
            new WeakReference<>(cloud),
            gridSizeMeters,
            seed,
            levelCount,
            new SoftReference<>(made)));
    return made;
  }

  private synchronized Optional<Prepared> find(
      PointCloud cloud, float gridSizeMeters, long seed, int levelCount) {
    for (Entry entry : entries) {
      Prepared prepared = entry.prepared().get();
      if (prepared != null
          && entry.cloud().refersTo(cloud)
          && entry.gridSizeMeters() == gridSizeMeters
          && entry.seed() == seed
          && entry.levelCount() == levelCount) {
        entries.remove(entry);
        entries.addFirst(entry);
        return Optional.of(prepared);
      }
    }
    return Optional.empty();
  }

  private synchronized void keep(Entry entry) {
    entries.removeIf(old -> old.prepared().refersTo(null) || old.cloud().refersTo(null));
    entries.addFirst(entry);
    while (entries.size() > KEPT) {
      entries.removeLast();
    }
  }
}
