package cadenza.scan.io.las;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A layer of fields behind those of the point: bytes of the record from `at` on.
///
/// @param <M> models of one scanner channel
abstract class BytesLayer<M> implements Layer {
  private final int at;
  private final int width;
  private final ChannelContexts contexts;
  private final M[] models;
  private final byte[][] last;
  private final byte[] first;

  /// @param isAsMeant see [ChannelContexts]
  /// @param models room for four channels
  BytesLayer(int at, int width, boolean isAsMeant, M[] models) {
    this.at = at;
    this.width = width;
    this.contexts = new ChannelContexts(isAsMeant);
    this.models = models;
    this.last = new byte[4][width];
    this.first = new byte[width];
  }

  /// Models that know nothing; `used` if there are some already.
  abstract M reset(@Nullable M used);

  /// Decodes the next value into `last`, which holds the one before.
  abstract void decode(ArithmeticDecoder in, M models, byte[] last) throws IOException;

  /// Encodes the value at `records[from]`, and copies it to `last`, which holds the one before.
  abstract void encode(ArithmeticEncoder out, M models, byte[] last, byte[] records, int from);

  @Override
  public final void start(byte[] records) {
    System.arraycopy(records, at, first, 0, width);
    int channel = PositionLayer.channelOf(records, 0);
    contexts.start(channel);
    begin(channel, first);
  }

  private void begin(int channel, byte[] value) {
    models[channel] = reset(models[channel]);
    System.arraycopy(value, 0, last[channel], 0, width);
  }

  private byte[] next(int trace) {
    if (contexts.next(trace)) {
      begin(contexts.models(), last[contexts.origin()]);
    }
    return last[contexts.last()];
  }

  @Override
  public final int decode(
      ArithmeticDecoder in, byte[] records, int stride, int from, int to, int[] traces)
      throws IOException {
    for (int row = from; row < to; row++) {
      byte[] value = next(traces[row]);
      decode(in, models[contexts.models()], value);
      if (in.hasFailed()) {
        return row;
      }
      System.arraycopy(value, 0, records, row * stride + at, width);
    }
    return to;
  }

  @Override
  public final void repeat(byte[] records, int stride, int from, int to) {
    for (int row = from; row < to; row++) {
      System.arraycopy(first, 0, records, row * stride + at, width);
    }
  }

  @Override
  public final boolean isNeeded(byte[] records, int stride, int count) {
    for (int row = 1; row < count; row++) {
      int from = row * stride + at;
      if (!Arrays.equals(records, from, from + width, first, 0, width)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final void encode(
      ArithmeticEncoder out, byte[] records, int stride, int count, int[] traces) {
    for (int row = 1; row < count; row++) {
      byte[] value = next(traces[row]);
      encode(out, models[contexts.models()], value, records, row * stride + at);
    }
  }
}
