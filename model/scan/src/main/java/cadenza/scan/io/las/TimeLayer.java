package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// GPS times, stored where the first layer says that they change.
final class TimeLayer extends FieldLayer<GpsTimes> {
  private static final int TIME_AT = 22;

  TimeLayer() {
    super(new GpsTimes[4]);
  }

  @Override
  long get(byte[] records, int at) {
    return LittleEndian.int64(records, at + TIME_AT);
  }

  @Override
  void put(byte[] records, int at, long value) {
    LittleEndian.putInt64(records, at + TIME_AT, value);
  }

  @Override
  GpsTimes reset(@Nullable GpsTimes used, long value) {
    GpsTimes times = used == null ? new GpsTimes(false) : used;
    times.start(value);
    return times;
  }

  @Override
  long decode(ArithmeticDecoder in, GpsTimes times, long last, int trace) throws IOException {
    return Trace.newTime(trace) == 1 ? times.decode(in) : last;
  }

  @Override
  void encode(ArithmeticEncoder out, GpsTimes times, long last, int trace, long value) {
    if (Trace.newTime(trace) == 1) {
      times.encode(out, value);
    }
  }
}
