package cadenza.scan.io.las;

import java.io.IOException;

/// Extra bytes of point formats 0 to 5 (LAZ specification, BYTE version 2): the difference of each
/// byte from that of the point before.
final class ExtraBytes10 implements CodedPointItem {
  private final SymbolModel[] models;
  private final int[] last;

  ExtraBytes10(int count) {
    models = new SymbolModel[count];
    last = new int[count];
    for (int i = 0; i < count; i++) {
      models[i] = new SymbolModel(256);
    }
  }

  @Override
  public void start(byte[] records, int at) {
    for (int i = 0; i < last.length; i++) {
      models[i].reset();
      last[i] = LittleEndian.uint8(records, at + i);
    }
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    for (int i = 0; i < last.length; i++) {
      last[i] = last[i] + in.symbol(models[i]) & 0xff;
      records[at + i] = (byte) last[i];
    }
  }

  @Override
  public void encode(ArithmeticEncoder out, byte[] records, int at) {
    for (int i = 0; i < last.length; i++) {
      int next = LittleEndian.uint8(records, at + i);
      out.symbol(models[i], next - last[i] & 0xff);
      last[i] = next;
    }
  }
}
