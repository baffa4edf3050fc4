package cadenza.scan.io.e57;

import java.util.List;
import java.util.Optional;

/// One scan of a file, as the XML section describes it (ASTM E2807, 8.4).
///
/// @param name as the file gives it; may be empty
/// @param pose where the scanner stood; empty if the file does not say
/// @param colorLimits smallest and largest red, green and blue, `{low, high}` each; NaN where the
///   file does not say
/// @param fileOffset where the points begin, counted with checksums
/// @param recordCount how many points there are said to be
/// @param prototype the values each point has, in the order of their streams
/// @param remark what is odd about it, though its points can be read; empty if nothing is
/// @param problem why the points cannot be read; empty if they can
record Data3d(
    String name,
    Optional<RigidPose> pose,
    double[][] colorLimits,
    long fileOffset,
    long recordCount,
    List<Element> prototype,
    Optional<String> remark,
    Optional<String> problem) {
  Data3d {
    prototype = List.copyOf(prototype);
  }

  /// Where the value of this name stands in the prototype, prefix included; -1 if nowhere.
  int indexOf(String element) {
    for (int i = 0; i < prototype.size(); i++) {
      if (prototype.get(i).name().equals(element)) {
        return i;
      }
    }
    return -1;
  }

  /// Where three values stand in the prototype; -1 for those that are not there.
  int[] indicesOf(List<String> elements) {
    return elements.stream().mapToInt(this::indexOf).toArray();
  }
}
