package cadenza.scan.io.las;

import java.io.IOException;

/// The first 20 bytes of point formats 0 to 5 (LAZ specification, POINT10 version 2).
///
/// # How it works
///
/// A mask tells which of flags, intensity, classification, scan angle, user data and source differ
/// from the point before; those that do follow. Steps in x and y are predicted by a running median
/// of steps between alike returns, z by the last height at the same depth of return.
final class Point10 implements CodedPointItem {
  private static final int SOURCE = 1;
  private static final int USER_DATA = 2;
  private static final int ANGLE = 4;
  private static final int CLASSIFICATION = 8;
  private static final int INTENSITY = 16;
  private static final int FLAGS = 32;

  private final SymbolModel changes = new SymbolModel(64);
  private final LazyModels flags = new LazyModels(256, 256);
  private final LazyModels classifications = new LazyModels(256, 256);
  private final LazyModels userData = new LazyModels(256, 256);
  private final LazyModels angles = new LazyModels(2, 256);
  private final IntegerModel intensities = new IntegerModel(16, 4);
  private final IntegerModel sources = new IntegerModel(16, 1);
  private final IntegerModel stepsX = new IntegerModel(32, 2);
  private final IntegerModel stepsY = new IntegerModel(32, 22);
  private final IntegerModel heights = new IntegerModel(32, 20);
  private final Median[] mediansX = medians();
  private final Median[] mediansY = medians();
  private final int[] lastIntensities = new int[16];
  private final int[] lastHeights = new int[8];
  private int x;
  private int y;
  private int flagBits;
  private int classification;
  private int angle;
  private int user;
  private int source;

  private static Median[] medians() {
    Median[] medians = new Median[16];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = new Median();
    }
    return medians;
  }

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
    for (int i = 0; i < 16; i++) {
      mediansX[i].reset();
      mediansY[i].reset();
      lastIntensities[i] = 0;
      lastHeights[i >> 1] = 0;
    }
    x = LittleEndian.int32(records, at);
    y = LittleEndian.int32(records, at + 4);
    flagBits = LittleEndian.uint8(records, at + 14);
    classification = LittleEndian.uint8(records, at + 15);
    angle = LittleEndian.uint8(records, at + 16);
    user = LittleEndian.uint8(records, at + 17);
    source = LittleEndian.uint16(records, at + 18);
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    int changed = in.symbol(changes);
    if ((changed & FLAGS) != 0) {
      flagBits = in.symbol(flags.get(flagBits));
    }
    int returnNumber = flagBits & 7;
    int returns = flagBits >> 3 & 7;
    int group = ReturnContexts.groupOf8(returnNumber, returns);
    int depth = ReturnContexts.depth(returnNumber, returns);
    if ((changed & INTENSITY) != 0) {
      lastIntensities[group] = in.integer(intensities, lastIntensities[group], Math.min(group, 3));
    }
    if ((changed & CLASSIFICATION) != 0) {
      classification = in.symbol(classifications.get(classification));
    }
    if ((changed & ANGLE) != 0) {
      angle = angle + in.symbol(angles.get(flagBits >> 6 & 1)) & 0xff;
    }
    if ((changed & USER_DATA) != 0) {
      user = in.symbol(userData.get(user));
    }
    if ((changed & SOURCE) != 0) {
      source = in.integer(sources, source, 0);
    }
    int single = returns == 1 ? 1 : 0;
    int step = in.integer(stepsX, mediansX[group].get(), single);
    mediansX[group].add(step);
    x += step;
    step = in.integer(stepsY, mediansY[group].get(), ReturnContexts.contextOfY(stepsX.k, returns));
    mediansY[group].add(step);
    y += step;
    int context = ReturnContexts.contextOfZ(stepsX.k, stepsY.k, returns);
    lastHeights[depth] = in.integer(heights, lastHeights[depth], context);
    LittleEndian.putInt32(records, at, x);
    LittleEndian.putInt32(records, at + 4, y);
    LittleEndian.putInt32(records, at + 8, lastHeights[depth]);
    LittleEndian.putInt16(records, at + 12, lastIntensities[group]);
    records[at + 14] = (byte) flagBits;
    records[at + 15] = (byte) classification;
    records[at + 16] = (byte) angle;
    records[at + 17] = (byte) user;
    LittleEndian.putInt16(records, at + 18, source);
  }

  @Override
  public void encode(ArithmeticEncoder out, byte[] records, int at) {
    int nextFlags = LittleEndian.uint8(records, at + 14);
    int nextClassification = LittleEndian.uint8(records, at + 15);
    int nextAngle = LittleEndian.uint8(records, at + 16);
    int nextUser = LittleEndian.uint8(records, at + 17);
    int nextSource = LittleEndian.uint16(records, at + 18);
    int intensity = LittleEndian.uint16(records, at + 12);
    int returnNumber = nextFlags & 7;
    int returns = nextFlags >> 3 & 7;
    int group = ReturnContexts.groupOf8(returnNumber, returns);
    int depth = ReturnContexts.depth(returnNumber, returns);
    int changed =
        (nextFlags != flagBits ? FLAGS : 0)
            | (intensity != lastIntensities[group] ? INTENSITY : 0)
            | (nextClassification != classification ? CLASSIFICATION : 0)
            | (nextAngle != angle ? ANGLE : 0)
            | (nextUser != user ? USER_DATA : 0)
            | (nextSource != source ? SOURCE : 0);
    out.symbol(changes, changed);
    if ((changed & FLAGS) != 0) {
      out.symbol(flags.get(flagBits), nextFlags);
    }
    if ((changed & INTENSITY) != 0) {
      out.integer(intensities, lastIntensities[group], intensity, Math.min(group, 3));
      lastIntensities[group] = intensity;
    }
    if ((changed & CLASSIFICATION) != 0) {
      out.symbol(classifications.get(classification), nextClassification);
    }
    if ((changed & ANGLE) != 0) {
      out.symbol(angles.get(nextFlags >> 6 & 1), nextAngle - angle & 0xff);
    }
    if ((changed & USER_DATA) != 0) {
      out.symbol(userData.get(user), nextUser);
    }
    if ((changed & SOURCE) != 0) {
      out.integer(sources, source, nextSource, 0);
    }
    flagBits = nextFlags;
    classification = nextClassification;
    angle = nextAngle;
    user = nextUser;
    source = nextSource;
    int nextX = LittleEndian.int32(records, at);
    int nextY = LittleEndian.int32(records, at + 4);
    int nextZ = LittleEndian.int32(records, at + 8);
    out.integer(stepsX, mediansX[group].get(), nextX - x, returns == 1 ? 1 : 0);
    mediansX[group].add(nextX - x);
    x = nextX;
    int context = ReturnContexts.contextOfY(stepsX.k, returns);
    out.integer(stepsY, mediansY[group].get(), nextY - y, context);
    mediansY[group].add(nextY - y);
    y = nextY;
    context = ReturnContexts.contextOfZ(stepsX.k, stepsY.k, returns);
    out.integer(heights, lastHeights[depth], nextZ, context);
    lastHeights[depth] = nextZ;
  }
}
