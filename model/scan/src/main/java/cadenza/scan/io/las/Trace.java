package cadenza.scan.io.las;

/// What the first layer of a chunk tells of each point, for the layers behind it, packed into an
/// `int` a point.
final class Trace {
  private static final int TIME = 1 << 2;
  private static final int ANGLE = 1 << 3;
  private static final int SOURCE = 1 << 4;
  private static final int SWITCH = 1 << 5;
  private static final int POSITION_SHIFT = 6;
  private static final int DEPTH_SHIFT = 8;
  private static final int HEIGHT_SHIFT = 11;

  private Trace() {}

  /// @param channel scanner channel, from 0 to 3
  /// @param position of the return: 3 single, 2 first, 1 last, 0 in between
  /// @param depth how many returns lie behind, at most 7
  /// @param heightContext context of z, from 0 to 19
  static int of(
      int channel,
      boolean isTimeNew,
      boolean isAngleNew,
      boolean isSourceNew,
      boolean isSwitch,
      int position,
      int depth,
      int heightContext) {
    return channel
        | (isTimeNew ? TIME : 0)
        | (isAngleNew ? ANGLE : 0)
        | (isSourceNew ? SOURCE : 0)
        | (isSwitch ? SWITCH : 0)
        | position << POSITION_SHIFT
        | depth << DEPTH_SHIFT
        | heightContext << HEIGHT_SHIFT;
  }

  static int channel(int trace) {
    return trace & 3;
  }

  /// 1 if the GPS time differs from that of the channel's point before, else 0.
  static int newTime(int trace) {
    return trace >> 2 & 1;
  }

  static boolean isAngleNew(int trace) {
    return (trace & ANGLE) != 0;
  }

  static boolean isSourceNew(int trace) {
    return (trace & SOURCE) != 0;
  }

  /// True if the point before was of another scanner channel.
  static boolean isSwitch(int trace) {
    return (trace & SWITCH) != 0;
  }

  static int position(int trace) {
    return trace >> POSITION_SHIFT & 3;
  }

  static int depth(int trace) {
    return trace >> DEPTH_SHIFT & 7;
  }

  static int heightContext(int trace) {
    return trace >> HEIGHT_SHIFT & 31;
  }
}
