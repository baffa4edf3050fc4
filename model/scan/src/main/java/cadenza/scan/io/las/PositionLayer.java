package cadenza.scan.io.las;

import java.io.IOException;

/// The first layer: scanner channel, return number, number of returns, x and y, and which of time,
/// angle and source change.
final class PositionLayer {
  private static final int RETURNS_AT = 14;
  private static final int FLAGS_AT = 15;
  private static final int ANGLE_AT = 18;
  private static final int SOURCE_AT = 20;
  private static final int TIME_AT = 22;

  private static final int SWITCH = 1 << 6;
  private static final int SOURCE = 1 << 5;
  private static final int TIME = 1 << 4;
  private static final int ANGLE = 1 << 3;
  private static final int RETURNS = 1 << 2;
  private static final int ANY_NUMBER = 3;

  private final ChannelPosition[] channels = new ChannelPosition[4];
  private int channel;

  PositionLayer() {
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new ChannelPosition();
    }
  }

  /// The scanner channel of a point.
  static int channelOf(byte[] records, int at) {
    return records[at + FLAGS_AT] >> 4 & 3;
  }

  /// Begins a chunk with its first point, which lies at the start of `records`.
  void start(byte[] records) {
    for (ChannelPosition each : channels) {
      each.isUsed = false;
    }
    channel = channelOf(records, 0);
    int bits = LittleEndian.uint8(records, RETURNS_AT);
    int x = LittleEndian.int32(records, 0);
    channels[channel].start(x, LittleEndian.int32(records, 4), bits & 15, bits >> 4);
    channels[channel].at = 0;
  }

  /// Decodes the rows from `from` to `to` (exclusive) and traces them.
  ///
  /// @return the first row that was not decoded, because the bytes of the layer ended
  int decode(ArithmeticDecoder in, byte[] records, int stride, int from, int to, int[] traces)
      throws IOException {
    for (int row = from; row < to; row++) {
      traces[row] = decode(in, records, row * stride);
      if (in.hasFailed()) {
        return row;
      }
    }
    return to;
  }

  private int decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    ChannelPosition last = channels[channel];
    int changed = in.symbol(last.changes());
    if ((changed & SWITCH) != 0) {
      channel = channel + in.symbol(last.channels) + 1 & 3;
      last = enter(last);
    }
    boolean isTimeNew = (changed & TIME) != 0;
    if ((changed & RETURNS) != 0) {
      last.returns = in.symbol(last.returnCounts.get(last.returns));
    }
    int number = last.returnNumber;
    switch (changed & ANY_NUMBER) {
      case 0 -> {}
      case 1 -> number = number + 1 & 15;
      case 2 -> number = number - 1 & 15;
      default ->
          number =
              isTimeNew
                  ? in.symbol(last.returnNumbers.get(number))
                  : number + in.symbol(last.returnsOfPulse) + 2 & 15;
    }
    last.returnNumber = number;
    last.isTimeNew = isTimeNew;
    int returns = last.returns;
    int group = ReturnContexts.groupOf16(number, returns) << 1 | (isTimeNew ? 1 : 0);
    Median median = last.mediansX[group];
    int step = in.integer(last.stepsX, median.get(), returns == 1 ? 1 : 0);
    median.add(step);
    last.x += step;
    median = last.mediansY[group];
    int context = ReturnContexts.contextOfY(last.stepsX.k, returns);
    step = in.integer(last.stepsY, median.get(), context);
    median.add(step);
    last.y += step;
    LittleEndian.putInt32(records, at, last.x);
    LittleEndian.putInt32(records, at + 4, last.y);
    records[at + RETURNS_AT] = (byte) (returns << 4 | number);
    records[at + FLAGS_AT] = (byte) (channel << 4);
    return trace(changed, last);
  }

  private ChannelPosition enter(ChannelPosition before) {
    ChannelPosition next = channels[channel];
    if (!next.isUsed) {
      next.start(before.x, before.y, before.returnNumber, before.returns);
      next.at = before.at;
    }
    return next;
  }

  private int trace(int changed, ChannelPosition point) {
    int number = point.returnNumber;
    int returns = point.returns;
    return Trace.of(
        channel,
        point.isTimeNew,
        (changed & ANGLE) != 0,
        (changed & SOURCE) != 0,
        (changed & SWITCH) != 0,
        (number == 1 ? 2 : 0) + (number >= returns ? 1 : 0),
        ReturnContexts.depth(number, returns),
        ReturnContexts.contextOfZ(point.stepsX.k, point.stepsY.k, returns));
  }

  /// Encodes the rows from 1 to `count` (exclusive) and traces them, after [#start].
  void encode(ArithmeticEncoder out, byte[] records, int stride, int count, int[] traces) {
    for (int row = 1; row < count; row++) {
      traces[row] = encode(out, records, row * stride);
    }
  }

  private int encode(ArithmeticEncoder out, byte[] records, int at) {
    ChannelPosition before = channels[channel];
    int nextChannel = channelOf(records, at);
    ChannelPosition last = channels[nextChannel].isUsed ? channels[nextChannel] : before;
    int bits = LittleEndian.uint8(records, at + RETURNS_AT);
    int number = bits & 15;
    int returns = bits >> 4;
    int move = number - last.returnNumber & 15;
    boolean isTimeNew =
        LittleEndian.int64(records, at + TIME_AT) != LittleEndian.int64(records, last.at + TIME_AT);
    int changed =
        (nextChannel != channel ? SWITCH : 0)
            | (differs(records, at + SOURCE_AT, last.at + SOURCE_AT) ? SOURCE : 0)
            | (isTimeNew ? TIME : 0)
            | (differs(records, at + ANGLE_AT, last.at + ANGLE_AT) ? ANGLE : 0)
            | (returns != last.returns ? RETURNS : 0)
            | (move == 0 ? 0 : move == 1 ? 1 : move == 15 ? 2 : ANY_NUMBER);
    out.symbol(before.changes(), changed);
    if (nextChannel != channel) {
      out.symbol(before.channels, nextChannel - channel - 1 & 3);
      channel = nextChannel;
      last = enter(before);
    }
    if ((changed & RETURNS) != 0) {
      out.symbol(last.returnCounts.get(last.returns), returns);
    }
    if ((changed & ANY_NUMBER) == ANY_NUMBER) {
      if (isTimeNew) {
        out.symbol(last.returnNumbers.get(last.returnNumber), number);
      } else {
        out.symbol(last.returnsOfPulse, move - 2);
      }
    }
    last.returnNumber = number;
    last.returns = returns;
    last.isTimeNew = isTimeNew;
    int group = ReturnContexts.groupOf16(number, returns) << 1 | (isTimeNew ? 1 : 0);
    int x = LittleEndian.int32(records, at);
    int y = LittleEndian.int32(records, at + 4);
    Median median = last.mediansX[group];
    out.integer(last.stepsX, median.get(), x - last.x, returns == 1 ? 1 : 0);
    median.add(x - last.x);
    median = last.mediansY[group];
    int context = ReturnContexts.contextOfY(last.stepsX.k, returns);
    out.integer(last.stepsY, median.get(), y - last.y, context);
    median.add(y - last.y);
    last.x = x;
    last.y = y;
    last.at = at;
    return trace(changed, last);
  }

  private static boolean differs(byte[] records, int a, int b) {
    return LittleEndian.int16(records, a) != LittleEndian.int16(records, b);
  }
}
