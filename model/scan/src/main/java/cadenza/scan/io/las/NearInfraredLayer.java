package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The near infrared channel of point formats 8 and 10 (LAZ specification, RGBNIR14).
final class NearInfraredLayer extends BytesLayer<NearInfraredLayer.Models> {
  static final class Models {
    private final SymbolModel changes = new SymbolModel(4);
    private final SymbolModel[] differences = {new SymbolModel(256), new SymbolModel(256)};
  }

  NearInfraredLayer(int at, boolean isAsMeant) {
    super(at, 2, isAsMeant, new Models[4]);
  }

  @Override
  Models reset(@Nullable Models used) {
    Models models = used == null ? new Models() : used;
    models.changes.reset();
    models.differences[0].reset();
    models.differences[1].reset();
    return models;
  }

  @Override
  void decode(ArithmeticDecoder in, Models models, byte[] last) throws IOException {
    int changed = in.symbol(models.changes);
    for (int i = 0; i < 2; i++) {
      if ((changed >> i & 1) != 0) {
        last[i] += (byte) in.symbol(models.differences[i]);
      }
    }
  }

  @Override
  void encode(ArithmeticEncoder out, Models models, byte[] last, byte[] records, int from) {
    int changed = (records[from] != last[0] ? 1 : 0) | (records[from + 1] != last[1] ? 2 : 0);
    out.symbol(models.changes, changed);
    for (int i = 0; i < 2; i++) {
      if ((changed >> i & 1) != 0) {
        out.symbol(models.differences[i], records[from + i] - last[i] & 0xff);
        last[i] = records[from + i];
      }
    }
  }
}
