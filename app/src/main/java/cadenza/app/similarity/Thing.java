package cadenza.app.similarity;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A kind of thing in a labelled scan that is worth a first click.
///
/// @param name as people say it, such as "chair"
/// @param classId number of its class
public record Thing(String name, int classId) {
  // What people know at sight and rooms have several of comes first.
  private static final List<String> INVITING =
      List.of("chair", "sofa", "table", "desk", "bed", "bookshelf", "cabinet", "door", "window");
  private static final int FEWEST_POINTS = 50;

  /// The most inviting thing in a scan; empty where it has no labels, or none that says a thing.
  ///
  /// @param names what its classes are called
  public static Optional<Thing> in(PointCloud cloud, Map<Integer, String> names) {
    Attribute labels = cloud.attribute(Attribute.LABEL).orElse(null);
    if (labels == null || names.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      counts.merge(labels.getInt(i), 1, Integer::sum);
    }
    for (String name : INVITING) {
      for (Map.Entry<Integer, String> known : names.entrySet()) {
        if (known.getValue().equals(name)
            && counts.getOrDefault(known.getKey(), 0) >= FEWEST_POINTS) {
          return Optional.of(new Thing(name, known.getKey()));
        }
      }
    }
    return Optional.empty();
  }

  /// The point of this class that is nearest to the middle of all of them, each coordinate's
  /// median.
  public int middle(PointCloud cloud) {
    Attribute labels = cloud.attribute(Attribute.LABEL).orElseThrow();
    int[] mine =
        IntStream.range(0, labels.size())
            .filter(i -> labels.getInt(i) == classId && cloud.isFinite(i))
            .toArray();
    double[] middle = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      double[] sorted =
          IntStream.of(mine).mapToDouble(i -> cloud.world(i, along)).sorted().toArray();
      middle[axis] = sorted[sorted.length / 2];
    }
    return NearestPoint.to(middle, cloud, IntStream.of(mine)).index();
  }
}
