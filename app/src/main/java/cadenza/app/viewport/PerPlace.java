package cadenza.app.viewport;

import cadenza.app.workspace.OpenScan;
import cadenza.scan.Bounds;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// What a tool has made of each scan, for as long as the scan is open and lies where it lay.
public final class PerPlace<T> {
  private final Map<OpenScan, Kept<T>> all = new WeakHashMap<>();

  private record Kept<T>(Bounds bounds, T value) {}

  /// The pictured place changes: keeps `value` for the old one, and gives what was kept for the new
  /// one, or `none`. Points that were turned or scaled have left what was kept of them behind.
  public T change(@Nullable Place old, T value, @Nullable Place now, T none) {
    if (old != null) {
      all.put(old.scan(), new Kept<>(old.bounds(), value));
    }
    Kept<T> kept = now == null ? null : all.get(now.scan());
    if (now == null || kept == null) {
      return none;
    }
    return now.isAlike(new Place(now.scan(), kept.bounds())) ? kept.value() : none;
  }
}
