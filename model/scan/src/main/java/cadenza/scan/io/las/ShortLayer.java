package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Scan angle and point source: numbers of 16 bits that are stored where the first layer says that
/// they change.
final class ShortLayer extends FieldLayer<IntegerModel> {
  private static final int ANGLE_AT = 18;
  private static final int SOURCE_AT = 20;

  private final boolean isAngle;

  /// @param isAngle true for the scan angle, false for the point source
  ShortLayer(boolean isAngle) {
    super(new IntegerModel[4]);
    this.isAngle = isAngle;
  }

  @Override
  long get(byte[] records, int at) {
    return LittleEndian.uint16(records, at + (isAngle ? ANGLE_AT : SOURCE_AT));
  }

  @Override
  void put(byte[] records, int at, long value) {
    LittleEndian.putInt16(records, at + (isAngle ? ANGLE_AT : SOURCE_AT), (int) value);
  }

  @Override
  IntegerModel reset(@Nullable IntegerModel used, long value) {
    IntegerModel model = used == null ? new IntegerModel(16, isAngle ? 2 : 1) : used;
    model.reset();
    return model;
  }

  private boolean isNew(int trace) {
    return isAngle ? Trace.isAngleNew(trace) : Trace.isSourceNew(trace);
  }

  private int context(int trace) {
    return isAngle ? Trace.newTime(trace) : 0;
  }

  @Override
  long decode(ArithmeticDecoder in, IntegerModel model, long last, int trace) throws IOException {
    return isNew(trace) ? in.integer(model, (int) last, context(trace)) : last;
  }

  @Override
  void encode(ArithmeticEncoder out, IntegerModel model, long last, int trace, long value) {
    if (isNew(trace)) {
      out.integer(model, (int) last, (int) value, context(trace));
    }
  }
}
