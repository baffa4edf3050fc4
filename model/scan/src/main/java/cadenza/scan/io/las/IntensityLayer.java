package cadenza.scan.io.las;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Intensity: predicted by the last one of a return at the same place of its pulse.
final class IntensityLayer extends FieldLayer<IntensityLayer.Models> {
  static final class Models {
    private final IntegerModel intensities = new IntegerModel(16, 4);
    private final int[] last = new int[8];
  }

  IntensityLayer() {
    super(new Models[4]);
  }

  @Override
  long get(byte[] records, int at) {
    return LittleEndian.uint16(records, at + 12);
  }

  @Override
  void put(byte[] records, int at, long value) {
    LittleEndian.putInt16(records, at + 12, (int) value);
  }

  @Override
  Models reset(@Nullable Models used, long value) {
    Models models = used == null ? new Models() : used;
    models.intensities.reset();
    Arrays.fill(models.last, (int) value);
    return models;
  }

  @Override
  long decode(ArithmeticDecoder in, Models models, long last, int trace) throws IOException {
    int position = Trace.position(trace);
    int like = position << 1 | Trace.newTime(trace);
    models.last[like] = in.integer(models.intensities, models.last[like], position);
    return models.last[like];
  }

  @Override
  void encode(ArithmeticEncoder out, Models models, long last, int trace, long value) {
    int position = Trace.position(trace);
    int like = position << 1 | Trace.newTime(trace);
    out.integer(models.intensities, models.last[like], (int) value, position);
    models.last[like] = (int) value;
  }
}
