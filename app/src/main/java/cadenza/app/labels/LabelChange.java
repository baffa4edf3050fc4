package cadenza.app.labels;

/// How an edit changes the labels of one scan: which points, and their class and stroke before and
/// after.
///
/// # How it works
///
/// A history without limit must be small. Points are kept as gaps between ascending indices, with
/// runs of neighbours as one entry; classes and strokes as runs of equal values; all in as many
/// bytes as each number needs, deflated where that is worth it. The same bytes go into the project
/// file.
public final class LabelChange {
  private final int scan;
  private final int size;
  private final byte[] packed;

  private LabelChange(int scan, int size, byte[] packed) {
    this.scan = scan;
    this.size = size;
    this.packed = packed;
  }

  /// All points of a change, ascending.
  ///
  /// @param points indices
  /// @param classesBefore 0 for no label
  /// @param strokesBefore 0 for no label
  public record Points(
      int[] points,
      short[] classesBefore,
      int[] strokesBefore,
      short[] classesAfter,
      int[] strokesAfter) {
    public Points {
      int n = points.length;
      if (classesBefore.length != n
          || strokesBefore.length != n
          || classesAfter.length != n
          || strokesAfter.length != n) {
        throw new IllegalArgumentException("parts of a change that differ in length");
      }
    }
  }

  /// @param scan id of the [LabelledScan]
  public static LabelChange of(int scan, Points change) {
    PackedOutput out = new PackedOutput();
    out.number(change.points.length);
    out.ascending(change.points);
    out.runs(change.classesBefore);
    out.runs(change.strokesBefore);
    out.runs(change.classesAfter);
    out.runs(change.strokesAfter);
    return new LabelChange(scan, change.points.length, out.deflated());
  }

  /// A change from the bytes of [#packed()].
  ///
  /// @throws IllegalArgumentException if they are not, now or when the points are asked for
  public static LabelChange unpack(int scan, byte[] packed, int pointCount) {
    return new LabelChange(scan, PackedInput.inflated(packed, pointCount).number(), packed);
  }

  /// Id of the [LabelledScan].
  public int scan() {
    return scan;
  }

  /// How many points change.
  public int size() {
    return size;
  }

  /// All of it but the scan, as bytes that nobody writes to.
  public byte[] packed() {
    return packed;
  }

  /// All points, unpacked.
  ///
  /// @param pointCount of the scan
  public Points points(int pointCount) {
    PackedInput in = PackedInput.inflated(packed, pointCount);
    int n = in.number();
    Points all =
        new Points(
            in.ascending(n, pointCount),
            in.shortRuns(n),
            in.intRuns(n),
            in.shortRuns(n),
            in.intRuns(n));
    in.end();
    return all;
  }
}
