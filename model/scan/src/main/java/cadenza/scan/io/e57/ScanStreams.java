package cadenza.scan.io.e57;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the streams of a scan are: coordinates, colours, normals, or values that are kept under
/// their own names.
final class ScanStreams {
  private static final List<String> CARTESIAN = List.of("cartesianX", "cartesianY", "cartesianZ");
  private static final List<String> SPHERICAL =
      List.of("sphericalRange", "sphericalAzimuth", "sphericalElevation");
  private static final List<String> COLORS = List.of("colorRed", "colorGreen", "colorBlue");
  private static final List<String> NORMALS = List.of("normalX", "normalY", "normalZ");

  private final Data3d scan;
  private final int number;
  private final int[] position;
  private final boolean isSpherical;
  private final int invalid;
  private final int[] colors;
  private final int[] normals;
  private final Map<String, Integer> attributes = new LinkedHashMap<>();
  private final boolean[] used;

  /// @param number of the scan in the file, counted from 0
  ScanStreams(Data3d scan, int number) {
    this.scan = scan;
    this.number = number;
    int[] cartesian = scan.indicesOf(CARTESIAN);
    this.isSpherical = !areThere(cartesian);
    this.position = isSpherical ? scan.indicesOf(SPHERICAL) : cartesian;
    this.invalid = invalid(scan, isSpherical ? "sphericalInvalidState" : "cartesianInvalidState");
    this.colors = scan.indicesOf(COLORS);
    this.normals = normals(scan);
    this.used = new boolean[scan.prototype().size()];
    use(position);
    use(areThere(colors) ? colors : new int[0]);
    use(areThere(normals) ? normals : new int[0]);
    use(new int[] {invalid});
    for (int i = 0; i < used.length; i++) {
      if (!used[i] && scan.prototype().get(i).kind() != Element.Kind.TEXT) {
        attributes.put(scan.prototype().get(i).name(), i);
        used[i] = true;
      }
    }
  }

  private static int invalid(Data3d scan, String name) {
    int stream = scan.indexOf(name);
    return stream >= 0 && scan.prototype().get(stream).isNumber() ? stream : -1;
  }

  /// Normals belong to an extension, whose prefix a file may choose.
  private static int[] normals(Data3d scan) {
    return NORMALS.stream()
        .mapToInt(name ->
            IntStream.range(0, scan.prototype().size())
                .filter(i -> scan.prototype().get(i).name().endsWith(":" + name))
                .findFirst()
                .orElse(-1))
        .toArray();
  }

  private static boolean areThere(int[] streams) {
    return Arrays.stream(streams).allMatch(i -> i >= 0);
  }

  private void use(int[] streams) {
    for (int i : streams) {
      if (i >= 0) {
        used[i] = true;
      }
    }
  }

  Data3d scan() {
    return scan;
  }

  int number() {
    return number;
  }

  /// Why the points are none; empty if they are.
  Optional<String> problem() {
    if (scan.problem().isPresent()) {
      return scan.problem();
    }
    if (!areThere(position)) {
      return Optional.of("its points have neither cartesian nor spherical coordinates");
    }
    boolean areNumbers = position(0).isNumber() && position(1).isNumber() && position(2).isNumber();
    return areNumbers ? Optional.empty() : Optional.of("the coordinates of its points are texts");
  }

  private Element position(int axis) {
    return scan.prototype().get(position[axis]);
  }

  /// Whether coordinates are stored as the table has them.
  boolean isDirect() {
    return !isSpherical
        && invalid < 0
        && pose().isIdentity()
        && IntStream.range(0, 3).allMatch(axis -> position(axis).kind() == Element.Kind.SINGLE);
  }

  RigidPose pose() {
    return scan.pose().orElse(RigidPose.IDENTITY);
  }

  /// Streams of x, y and z, or of range, azimuth and elevation.
  int[] position() {
    return position;
  }

  boolean isSpherical() {
    return isSpherical;
  }

  /// The stream that says which points are not valid; -1 if there is none.
  int invalid() {
    return invalid;
  }

  /// What black and white are; empty if there are no colours.
  Optional<ColorRange> colorRange() {
    return hasNumbers(colors)
        ? Optional.of(ColorRange.of(elements(colors), scan.colorLimits()))
        : Optional.empty();
  }

  private boolean hasNumbers(int[] streams) {
    return areThere(streams) && elements(streams).stream().allMatch(Element::isNumber);
  }

  private List<Element> elements(int[] streams) {
    return Arrays.stream(streams).mapToObj(i -> scan.prototype().get(i)).toList();
  }

  /// Streams of red, green and blue, where there is a [#colorRange()].
  int[] colors() {
    return colors;
  }

  boolean hasNormals() {
    return hasNumbers(normals);
  }

  /// Streams of the normal's x, y and z, where there are normals.
  int[] normals() {
    return normals;
  }

  /// Streams of the other numbers by their names.
  Map<String, Integer> attributes() {
    return attributes;
  }

  /// For each stream whether it holds something that is kept.
  boolean[] used() {
    return used;
  }

  /// Names of the texts, which are not kept.
  List<String> texts() {
    return scan.prototype().stream()
        .filter(element -> !element.isNumber())
        .map(Element::name)
        .toList();
  }
}
