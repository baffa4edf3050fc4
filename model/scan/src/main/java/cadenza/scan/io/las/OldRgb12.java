package cadenza.scan.io.las;

import java.io.IOException;

/// Colours as the first LAZ files have them (RGB12 version 1): a mask of the bytes that differ, and
/// how they do.
final class OldRgb12 implements PointItem {
  private static final int BYTES = 6;

  private final SymbolModel changes = new SymbolModel(64);
  private final IntegerModel differences = new IntegerModel(8, BYTES);
  private final int[] last = new int[BYTES];

  @Override
  public void start(byte[] records, int at) {
    changes.reset();
    differences.reset();
    for (int i = 0; i < BYTES; i++) {
      last[i] = LittleEndian.uint8(records, at + i);
    }
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    int changed = in.symbol(changes);
    for (int i = 0; i < BYTES; i++) {
      if ((changed >> i & 1) != 0) {
        last[i] = in.integer(differences, last[i], i);
      }
      records[at + i] = (byte) last[i];
    }
  }
}
