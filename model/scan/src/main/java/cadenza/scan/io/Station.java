package cadenza.scan.io;

import java.util.List;

/// Where a scanner stood.
///
/// @param name as the file gives it; may be empty
/// @param position in world coordinates, in metres (3)
public record Station(String name, List<Double> position) {
  public Station {
    position = List.copyOf(position);
    if (position.size() != 3) {
      throw new IllegalArgumentException("a position has three coordinates");
    }
  }

  public Station(String name, double x, double y, double z) {
    this(name, List.of(x, y, z));
  }
}
