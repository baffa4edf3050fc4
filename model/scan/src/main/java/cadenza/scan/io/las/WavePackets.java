package cadenza.scan.io.las;

import java.io.IOException;

/// Where the waveforms of points lie, one behind the other (LAZ specification, WAVEPACKET13 version
/// 1 and WAVEPACKET14).
///
/// A part of 29 bytes: descriptor (1), offset (8), size (4), position of the return (4) and
/// direction (3 × 4). Floats are coded as the integers of their bits.
final class WavePackets {
  static final int BYTES = 29;

  // What follows from the packet before.
  private static final int SAME_OFFSET = 0;
  private static final int NEXT_OFFSET = 1;
  private static final int NEAR_OFFSET = 2;
  private static final int ANY_OFFSET = 3;

  private final SymbolModel descriptors = new SymbolModel(256);
  private final LazyModels moves = new LazyModels(4, 4);
  private final IntegerModel offsets = new IntegerModel(32, 1);
  private final IntegerModel sizes = new IntegerModel(32, 1);
  private final IntegerModel positions = new IntegerModel(32, 1);
  private final IntegerModel directions = new IntegerModel(32, 3);
  private int lastMove;
  private int lastStep;

  void reset() {
    descriptors.reset();
    moves.reset();
    offsets.reset();
    sizes.reset();
    positions.reset();
    directions.reset();
    lastMove = SAME_OFFSET;
    lastStep = 0;
  }

  /// Decodes the next part to `records[at]` and to `last`, which holds the part before.
  void decode(ArithmeticDecoder in, byte[] last, byte[] records, int at) throws IOException {
    last[0] = (byte) in.symbol(descriptors);
    lastMove = in.symbol(moves.get(lastMove));
    long offset = LittleEndian.int64(last, 1);
    switch (lastMove) {
      case SAME_OFFSET -> {}
      case NEXT_OFFSET -> offset += LittleEndian.uint32(last, 9);
      case NEAR_OFFSET -> {
        lastStep = in.integer(offsets, lastStep, 0);
        offset += lastStep;
      }
      default -> offset = in.int64();
    }
    LittleEndian.putInt64(last, 1, offset);
    decode(in, sizes, 0, last, 9);
    decode(in, positions, 0, last, 13);
    for (int axis = 0; axis < 3; axis++) {
      decode(in, directions, axis, last, 17 + 4 * axis);
    }
    System.arraycopy(last, 0, records, at, BYTES);
  }

  private static void decode(
      ArithmeticDecoder in, IntegerModel model, int context, byte[] last, int at)
      throws IOException {
    int predicted = LittleEndian.int32(last, at);
    LittleEndian.putInt32(last, at, in.integer(model, predicted, context));
  }

  /// Encodes the part at `records[at]`, which replaces that before in `last`.
  void encode(ArithmeticEncoder out, byte[] last, byte[] records, int at) {
    out.symbol(descriptors, LittleEndian.uint8(records, at));
    long offset = LittleEndian.int64(records, at + 1);
    long step = offset - LittleEndian.int64(last, 1);
    int move;
    if (step == 0) {
      move = SAME_OFFSET;
    } else if (step == LittleEndian.uint32(last, 9)) {
      move = NEXT_OFFSET;
    } else {
      move = step == (int) step ? NEAR_OFFSET : ANY_OFFSET;
    }
    out.symbol(moves.get(lastMove), move);
    lastMove = move;
    if (move == NEAR_OFFSET) {
      out.integer(offsets, lastStep, (int) step, 0);
      lastStep = (int) step;
    } else if (move == ANY_OFFSET) {
      out.bits(32, (int) offset);
      out.bits(32, (int) (offset >>> 32));
    }
    encode(out, sizes, 0, last, records, at, 9);
    encode(out, positions, 0, last, records, at, 13);
    for (int axis = 0; axis < 3; axis++) {
      encode(out, directions, axis, last, records, at, 17 + 4 * axis);
    }
    System.arraycopy(records, at, last, 0, BYTES);
  }

  private static void encode(
      ArithmeticEncoder out,
      IntegerModel model,
      int context,
      byte[] last,
      byte[] records,
      int at,
      int offset) {
    int next = LittleEndian.int32(records, at + offset);
    out.integer(model, LittleEndian.int32(last, offset), next, context);
  }
}
