package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Colours of point formats 7, 8 and 10 (LAZ specification, RGB14).
final class RgbLayer extends BytesLayer<RgbModels> {
  private static final int BYTES = 6;

  private final int[] color = new int[3];

  RgbLayer(int at, boolean isAsMeant) {
    super(at, BYTES, isAsMeant, new RgbModels[4]);
  }

  @Override
  RgbModels reset(@Nullable RgbModels used) {
    RgbModels models = used == null ? new RgbModels() : used;
    models.reset();
    return models;
  }

  private void take(byte[] last) {
    for (int i = 0; i < 3; i++) {
      color[i] = LittleEndian.uint16(last, 2 * i);
    }
  }

  @Override
  void decode(ArithmeticDecoder in, RgbModels models, byte[] last) throws IOException {
    take(last);
    models.decode(in, color, 0);
    for (int i = 0; i < 3; i++) {
      LittleEndian.putInt16(last, 2 * i, color[i]);
    }
  }

  @Override
  void encode(ArithmeticEncoder out, RgbModels models, byte[] last, byte[] records, int from) {
    take(last);
    models.encode(
        out,
        color,
        0,
        LittleEndian.uint16(records, from),
        LittleEndian.uint16(records, from + 2),
        LittleEndian.uint16(records, from + 4));
    System.arraycopy(records, from, last, 0, BYTES);
  }
}
