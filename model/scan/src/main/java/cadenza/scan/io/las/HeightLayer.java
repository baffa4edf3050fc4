package cadenza.scan.io.las;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// z: predicted by the last height at the same depth of return.
final class HeightLayer extends FieldLayer<HeightLayer.Models> {
  static final class Models {
    private final IntegerModel heights = new IntegerModel(32, 20);
    private final int[] last = new int[8];
  }

  HeightLayer() {
    super(new Models[4]);
  }

  @Override
  long get(byte[] records, int at) {
    return LittleEndian.int32(records, at + 8);
  }

  @Override
  void put(byte[] records, int at, long value) {
    LittleEndian.putInt32(records, at + 8, (int) value);
  }

  @Override
  Models reset(@Nullable Models used, long value) {
    Models models = used == null ? new Models() : used;
    models.heights.reset();
    Arrays.fill(models.last, (int) value);
    return models;
  }

  @Override
  long decode(ArithmeticDecoder in, Models models, long last, int trace) throws IOException {
    int depth = Trace.depth(trace);
    int z = in.integer(models.heights, models.last[depth], Trace.heightContext(trace));
    models.last[depth] = z;
    return z;
  }

  @Override
  void encode(ArithmeticEncoder out, Models models, long last, int trace, long value) {
    int depth = Trace.depth(trace);
    out.integer(models.heights, models.last[depth], (int) value, Trace.heightContext(trace));
    models.last[depth] = (int) value;
  }
}
