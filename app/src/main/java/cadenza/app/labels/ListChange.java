package cadenza.app.labels;

import java.util.List;

/// A short list as it was before an edit and is after it.
public record ListChange<T>(List<T> before, List<T> after) {
  public ListChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
