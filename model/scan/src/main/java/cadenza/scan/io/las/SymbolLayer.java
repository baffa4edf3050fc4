package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Classification, flags and user data: symbols that the symbol before tells something of.
final class SymbolLayer extends FieldLayer<LazyModels> {
  private static final int CLASSIFICATION_AT = 16;
  private static final int FLAGS_AT = 15;
  private static final int USER_DATA_AT = 17;
  private static final int CHANNEL_BITS = 0x30;

  /// Which of the fields this is.
  enum Kind {
    CLASSIFICATION,
    FLAGS,
    USER_DATA
  }

  private final Kind kind;

  SymbolLayer(Kind kind) {
    super(new LazyModels[4]);
    this.kind = kind;
  }

  @Override
  long get(byte[] records, int at) {
    return switch (kind) {
      case CLASSIFICATION -> LittleEndian.uint8(records, at + CLASSIFICATION_AT);
      case USER_DATA -> LittleEndian.uint8(records, at + USER_DATA_AT);
      // four flags of the class, direction and edge; the channel between them belongs to another
      // layer
      case FLAGS -> {
        int bits = LittleEndian.uint8(records, at + FLAGS_AT);
        yield bits & 15 | bits >> 2 & 0x30;
      }
    };
  }

  @Override
  void put(byte[] records, int at, long value) {
    switch (kind) {
      case CLASSIFICATION -> records[at + CLASSIFICATION_AT] = (byte) value;
      case USER_DATA -> records[at + USER_DATA_AT] = (byte) value;
      case FLAGS -> {
        int channel = records[at + FLAGS_AT] & CHANNEL_BITS;
        records[at + FLAGS_AT] = (byte) (channel | value & 15 | (value & 0x30) << 2);
      }
    }
  }

  @Override
  LazyModels reset(@Nullable LazyModels used, long value) {
    LazyModels models = used == null ? new LazyModels(64, kind == Kind.FLAGS ? 64 : 256) : used;
    models.reset();
    return models;
  }

  private int context(long last, int trace) {
    return switch (kind) {
      case CLASSIFICATION -> (int) (last & 31) << 1 | (Trace.position(trace) == 3 ? 1 : 0);
      case FLAGS -> (int) last;
      case USER_DATA -> (int) last >> 2;
    };
  }

  @Override
  long decode(ArithmeticDecoder in, LazyModels models, long last, int trace) throws IOException {
    return in.symbol(models.get(context(last, trace)));
  }

  @Override
  void encode(ArithmeticEncoder out, LazyModels models, long last, int trace, long value) {
    out.symbol(models.get(context(last, trace)), (int) value);
  }
}
