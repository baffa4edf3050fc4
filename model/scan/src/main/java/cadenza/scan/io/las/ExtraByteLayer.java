package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One extra byte of point formats 6 to 10 (LAZ specification, BYTE14).
final class ExtraByteLayer extends BytesLayer<SymbolModel> {
  ExtraByteLayer(int at, boolean isAsMeant) {
    super(at, 1, isAsMeant, new SymbolModel[4]);
  }

  @Override
  SymbolModel reset(@Nullable SymbolModel used) {
    if (used == null) {
      return new SymbolModel(256);
    }
    used.reset();
    return used;
  }

  @Override
  void decode(ArithmeticDecoder in, SymbolModel model, byte[] last) throws IOException {
    last[0] += (byte) in.symbol(model);
  }

  @Override
  void encode(ArithmeticEncoder out, SymbolModel model, byte[] last, byte[] records, int from) {
    out.symbol(model, records[from] - last[0] & 0xff);
    last[0] = records[from];
  }
}
