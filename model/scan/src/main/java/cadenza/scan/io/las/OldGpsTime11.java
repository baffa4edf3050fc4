package cadenza.scan.io.las;

import java.io.IOException;

/// GPS times as the first LAZ files have them (GPSTIME11 version 1): one sequence of times, steps
/// that are multiples of the step before.
final class OldGpsTime11 implements PointItem {
  private static final int MULTIPLES = 512;
  private static final int LARGEST = MULTIPLES - 3;
  private static final int ANY = MULTIPLES - 2;

  private final SymbolModel multiples = new SymbolModel(MULTIPLES);
  private final SymbolModel afterZero = new SymbolModel(3);
  private final IntegerModel steps = new IntegerModel(32, 6);
  private long time;
  private int lastStep;
  private int extremes;

  @Override
  public void start(byte[] records, int at) {
    multiples.reset();
    afterZero.reset();
    steps.reset();
    time = LittleEndian.int64(records, at);
    lastStep = 0;
    extremes = 0;
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    if (lastStep == 0) {
      int symbol = in.symbol(afterZero);
      if (symbol == 1) {
        lastStep = in.integer(steps, 0, 0);
        time += lastStep;
      } else if (symbol == 2) {
        time = in.int64();
      }
    } else {
      int symbol = in.symbol(multiples);
      if (symbol < ANY) {
        decodeMultiple(in, symbol);
      } else if (symbol == ANY) {
        time = in.int64();
      }
    }
    LittleEndian.putInt64(records, at, time);
  }

  private void decodeMultiple(ArithmeticDecoder in, int multiple) throws IOException {
    if (multiple == 1) {
      lastStep = in.integer(steps, lastStep, 1);
      time += lastStep;
      extremes = 0;
      return;
    }
    int step;
    if (multiple == 0) {
      step = in.integer(steps, lastStep / 4, 2);
    } else {
      int context = multiple < 10 ? 3 : multiple < 50 ? 4 : 5;
      step = in.integer(steps, multiple * lastStep, context);
    }
    time += step;
    if (multiple == 0 || multiple == LARGEST) {
      extremes++;
      if (extremes > 3) {
        lastStep = step;
        extremes = 0;
      }
    }
  }
}
