package cadenza.app.labels;

import cadenza.app.workspace.OpenScan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of the known scans each open scan is.
final class OpenScans {
  private final Map<OpenScan, Integer> ids = new LinkedHashMap<>();
  private int next = 1;

  /// Nothing is open as one of these yet.
  void reset(LabelState state) {
    ids.clear();
    next = 1;
    state.scans().forEach(scan -> next = Math.max(next, scan.id() + 1));
  }

  /// The known scan that an open one is: that of the same file, or of the same name if it has none,
  /// with as many points. One that is not known becomes known.
  LabelledScan of(OpenScan scan, LabelState state) {
    int pointCount = scan.cloud().pointCount();
    Integer id = ids.get(scan);
    if (id != null && state.scan(id).pointCount() == pointCount) {
      return state.scan(id);
    }
    ids.remove(scan);
    Path file = scan.file().orElse(null);
    LabelledScan found =
        state.scans().stream()
            .filter(one -> one.isOf(scan.name(), file, pointCount))
            .filter(one -> !ids.containsValue(one.id()))
            .findFirst()
            .orElse(null);
    if (found == null) {
      found = new LabelledScan(next++, scan.name(), file, pointCount);
      state.put(found);
    }
    ids.put(scan, found.id());
    return found;
  }

  void close(OpenScan scan) {
    ids.remove(scan);
  }

  /// Open scans that are one of these.
  List<OpenScan> openAs(Set<Integer> wanted) {
    return ids.entrySet().stream()
        .filter(entry -> wanted.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableList());
  }

  List<OpenScan> all() {
    return List.copyOf(ids.keySet());
  }
}
