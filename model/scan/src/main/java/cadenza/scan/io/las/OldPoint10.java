package cadenza.scan.io.las;

import java.io.IOException;

/// The first 20 bytes of point formats 0 to 3 as the first LAZ files have them (POINT10 version 1).
final class OldPoint10 implements PointItem {
  private final SymbolModel changes = new SymbolModel(64);
  private final LazyModels flags = new LazyModels(256, 256);
  private final LazyModels classifications = new LazyModels(256, 256);
  private final LazyModels userData = new LazyModels(256, 256);
  private final IntegerModel angles = new IntegerModel(8, 2);
  private final IntegerModel intensities = new IntegerModel(16, 1);
  private final IntegerModel sources = new IntegerModel(16, 1);
  private final IntegerModel stepsX = new IntegerModel(32, 1);
  private final IntegerModel stepsY = new IntegerModel(32, 20);
  private final IntegerModel heights = new IntegerModel(32, 20);
  private final int[] lastStepsX = new int[3];
  private final int[] lastStepsY = new int[3];
  private final byte[] last = new byte[20];
  private int oldest;

  @Override
  public void start(byte[] records, int at) {
    changes.reset();
    flags.reset();
    classifications.reset();
    userData.reset();
    angles.reset();
    intensities.reset();
    sources.reset();
    stepsX.reset();
    stepsY.reset();
    heights.reset();
    for (int i = 0; i < 3; i++) {
      lastStepsX[i] = 0;
      lastStepsY[i] = 0;
    }
    oldest = 0;
    System.arraycopy(records, at, last, 0, last.length);
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    int stepX = in.integer(stepsX, median(lastStepsX), 0);
    int stepY = in.integer(stepsY, median(lastStepsY), Math.min(stepsX.k, 19));
    int k = (stepsX.k + stepsY.k) / 2;
    int z = in.integer(heights, LittleEndian.int32(last, 8), Math.min(k, 19));
    LittleEndian.putInt32(last, 0, LittleEndian.int32(last, 0) + stepX);
    LittleEndian.putInt32(last, 4, LittleEndian.int32(last, 4) + stepY);
    LittleEndian.putInt32(last, 8, z);
    int changed = in.symbol(changes);
    if ((changed & 32) != 0) {
      LittleEndian.putInt16(last, 12, in.integer(intensities, LittleEndian.uint16(last, 12), 0));
    }
    if ((changed & 16) != 0) {
      last[14] = (byte) in.symbol(flags.get(last[14] & 0xff));
    }
    if ((changed & 8) != 0) {
      last[15] = (byte) in.symbol(classifications.get(last[15] & 0xff));
    }
    if ((changed & 4) != 0) {
      last[16] = (byte) in.integer(angles, last[16] & 0xff, k < 3 ? 1 : 0);
    }
    if ((changed & 2) != 0) {
      last[17] = (byte) in.symbol(userData.get(last[17] & 0xff));
    }
    if ((changed & 1) != 0) {
      LittleEndian.putInt16(last, 18, in.integer(sources, LittleEndian.uint16(last, 18), 0));
    }
    lastStepsX[oldest] = stepX;
    lastStepsY[oldest] = stepY;
    oldest = oldest == 2 ? 0 : oldest + 1;
    System.arraycopy(last, 0, records, at, last.length);
  }

  private static int median(int[] steps) {
    int a = steps[0];
    int b = steps[1];
    int c = steps[2];
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
