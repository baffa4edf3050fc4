package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A layer of one field.
///
/// @param <M> what is known of one scanner channel: its models
abstract class FieldLayer<M> implements Layer {
  private final M[] channels;
  private final boolean[] isUsed = new boolean[4];
  private final long[] last = new long[4];
  private long first;
  private long before;

  /// @param channels room for four channels
  FieldLayer(M[] channels) {
    this.channels = channels;
  }

  /// The field of the record at `records[at]`.
  abstract long get(byte[] records, int at);

  /// Stores the field of the record at `records[at]`, of which other fields may be stored already.
  abstract void put(byte[] records, int at, long value);

  /// Models for a channel that begins with `value`; `used` if there are some already.
  abstract M reset(@Nullable M used, long value);

  abstract long decode(ArithmeticDecoder in, M models, long last, int trace) throws IOException;

  abstract void encode(ArithmeticEncoder out, M models, long last, int trace, long value);

  @Override
  public final void start(byte[] records) {
    for (int i = 0; i < 4; i++) {
      isUsed[i] = false;
    }
    first = get(records, 0);
    before = first;
    begin(PositionLayer.channelOf(records, 0));
  }

  private void begin(int channel) {
    isUsed[channel] = true;
    last[channel] = before;
    channels[channel] = reset(channels[channel], before);
  }

  @Override
  public final int decode(
      ArithmeticDecoder in, byte[] records, int stride, int from, int to, int[] traces)
      throws IOException {
    for (int row = from; row < to; row++) {
      int trace = traces[row];
      int channel = Trace.channel(trace);
      if (!isUsed[channel]) {
        begin(channel);
      }
      long value = decode(in, channels[channel], last[channel], trace);
      if (in.hasFailed()) {
        return row;
      }
      last[channel] = value;
      before = value;
      put(records, row * stride, value);
    }
    return to;
  }

  @Override
  public final void repeat(byte[] records, int stride, int from, int to) {
    for (int row = from; row < to; row++) {
      put(records, row * stride, first);
    }
  }

  @Override
  public final boolean isNeeded(byte[] records, int stride, int count) {
    for (int row = 1; row < count; row++) {
      if (get(records, row * stride) != first) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final void encode(
      ArithmeticEncoder out, byte[] records, int stride, int count, int[] traces) {
    for (int row = 1; row < count; row++) {
      int trace = traces[row];
      int channel = Trace.channel(trace);
      if (!isUsed[channel]) {
        begin(channel);
      }
      long value = get(records, row * stride);
      encode(out, channels[channel], last[channel], trace, value);
      last[channel] = value;
      before = value;
    }
  }
}
