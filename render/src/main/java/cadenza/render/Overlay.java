package cadenza.render;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is drawn over the points of a picture, at its depth: what lies behind points is shown
/// fainter or not at all.
///
/// @param selected points that get an outline and a tint, or null for none
public record Overlay(List<Line> lines, @Nullable Selection selected) {
  public static final Overlay NONE = new Overlay(List.of(), null);

  /// A straight line in space.
  ///
  /// @param argb colour, alpha included
  /// @param widthPixels of a picture of 1000 rows
  /// @param hiddenOpacity how much of it is seen where points are before it, 0 to 1
  public record Line(Vec3 from, Vec3 to, int argb, double widthPixels, double hiddenOpacity) {}

  public Overlay {
    lines = List.copyOf(lines);
  }

  public boolean isEmpty() {
    return lines.isEmpty() && selection().map(Selection::isEmpty).orElse(true);
  }

  public Optional<Selection> selection() {
    return Optional.ofNullable(selected);
  }
}
