package cadenza.scan.io.las;

import java.io.IOException;

/// Extra bytes as the first LAZ files have them (BYTE version 1).
final class OldExtraBytes10 implements PointItem {
  private final IntegerModel differences;
  private final int[] last;

  OldExtraBytes10(int count) {
    differences = new IntegerModel(8, count);
    last = new int[count];
  }

  @Override
  public void start(byte[] records, int at) {
    differences.reset();
    for (int i = 0; i < last.length; i++) {
      last[i] = LittleEndian.uint8(records, at + i);
    }
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    for (int i = 0; i < last.length; i++) {
      last[i] = in.integer(differences, last[i], i);
      records[at + i] = (byte) last[i];
    }
  }
}
