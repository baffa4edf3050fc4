package cadenza.app.viewport.measure;

import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lines through points of a scan whose lengths are wanted.
///
/// @param done finished lines, two points at least
/// @param begun the points of the line under way
public record Measurements(List<List<Vec3>> done, List<Vec3> begun) {
  public static final Measurements NONE = new Measurements(List.of(), List.of());

  public Measurements {
    done = done.stream().map(List::copyOf).toList();
    begun = List.copyOf(begun);
  }

  public boolean isEmpty() {
    return done.isEmpty() && begun.isEmpty();
  }

  /// Finished lines and the one under way.
  public List<List<Vec3>> all() {
    List<List<Vec3>> all = new ArrayList<>(done);
    if (!begun.isEmpty()) {
      all.add(begun);
    }
    return all;
  }

  /// The latest line: the one under way, else the one finished last.
  public Optional<List<Vec3>> latest() {
    List<List<Vec3>> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The line under way with one more point; none if it is the last one again.
  Measurements with(Vec3 point) {
    if (!begun.isEmpty() && begun.getLast().equals(point)) {
      return this;
    }
    List<Vec3> longer = new ArrayList<>(begun);
    longer.add(point);
    return new Measurements(done, longer);
  }

  /// The line under way is finished; a single point is no line.
  Measurements finished() {
    if (begun.size() < 2) {
      return new Measurements(done, List.of());
    }
    List<List<Vec3>> more = new ArrayList<>(done);
    more.add(begun);
    return new Measurements(more, List.of());
  }

  /// Without the last point; where no line is under way, the last one is taken up again.
  Measurements steppedBack() {
    if (!begun.isEmpty()) {
      return new Measurements(done, begun.subList(0, begun.size() - 1));
    }
    if (done.isEmpty()) {
      return this;
    }
    List<Vec3> last = done.getLast();
    return new Measurements(done.subList(0, done.size() - 1), last.subList(0, last.size() - 1));
  }

  Measurements withoutBegun() {
    return new Measurements(done, List.of());
  }

  /// Metres along a line.
  public static double length(List<Vec3> line) {
    double sum = 0;
    for (int i = 1; i < line.size(); i++) {
      sum += line.get(i).distance(line.get(i - 1));
    }
    return sum;
  }
}
