package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// Draw orders of clouds, made once and shared by all who draw them.
///
/// # How it works
///
/// A large cloud takes seconds. Until its order is there, one of a sample of its points stands in,
/// and the whole is made on a thread of its own. Orders live as long as their clouds.
public final class DrawOrders {
  /// Clouds up to this are not worth a stand-in.
  private static final int SMALL = 3_000_000;

  private static final int SAMPLE = 1_000_000;

  private final Map<PointCloud, Entry> entries = new WeakHashMap<>();

  private static final class Entry {
    DrawOrder order;
    boolean isWhole;
    final List<Runnable> waiting = new ArrayList<>();

    Entry(DrawOrder order, boolean isWhole) {
      this.order = order;
      this.isWhole = isWhole;
    }
  }

  /// The best order there is now.
  ///
  /// @param whenBetter called once, on another thread, if a better one comes
  public DrawOrder best(PointCloud cloud, Runnable whenBetter) {
    synchronized (this) {
      Entry known = entries.get(cloud);
      if (known != null) {
        if (!known.isWhole && !known.waiting.contains(whenBetter)) {
          known.waiting.add(whenBetter);
        }
        return known.order;
      }
    }
    boolean small = cloud.pointCount() <= SMALL;
    Entry entry = new Entry(small ? DrawOrder.of(cloud) : DrawOrder.sampleOf(cloud, SAMPLE), small);
    synchronized (this) {
      entries.put(cloud, entry);
      if (!small) {
        entry.waiting.add(whenBetter);
      }
    }
    if (!small) {
      Thread maker = new Thread(() -> complete(cloud, entry), "cadenza-draw-order");
      maker.setDaemon(true);
      maker.start();
    }
    return entry.order;
  }

  /// The order of all points of a cloud if it is there.
  public synchronized Optional<DrawOrder> whole(PointCloud cloud) {
    Entry known = entries.get(cloud);
    return known == null || !known.isWhole ? Optional.empty() : Optional.of(known.order);
  }

  private void complete(PointCloud cloud, Entry entry) {
    List<Runnable> waiting;
    try {
      DrawOrder whole = DrawOrder.of(cloud);
      synchronized (this) {
        entry.order = whole;
      }
    } catch (OutOfMemoryError tooLarge) {
      // The sample stays: a picture of some of the points is better than none.
    } finally {
      synchronized (this) {
        entry.isWhole = true;
        waiting = List.copyOf(entry.waiting);
        entry.waiting.clear();
      }
    }
    waiting.forEach(Runnable::run);
  }
}
