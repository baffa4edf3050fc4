package cadenza.scan.io.las;

import java.io.IOException;

/// The colours of point formats 2, 3 and 5 (LAZ specification, RGB12 version 2).
final class Rgb12 implements CodedPointItem {
  private final RgbModels models = new RgbModels();
  private final int[] color = new int[3];

  @Override
  public void start(byte[] records, int at) {
    models.reset();
    for (int i = 0; i < 3; i++) {
      color[i] = LittleEndian.uint16(records, at + 2 * i);
    }
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    models.decode(in, color, 0);
    for (int i = 0; i < 3; i++) {
      LittleEndian.putInt16(records, at + 2 * i, color[i]);
    }
  }

  @Override
  public void encode(ArithmeticEncoder out, byte[] records, int at) {
    models.encode(
        out,
        color,
        0,
        LittleEndian.uint16(records, at),
        LittleEndian.uint16(records, at + 2),
        LittleEndian.uint16(records, at + 4));
  }
}
