package cadenza.scan.io.las;

/// What is known of the points of one scanner channel: the models and the last point.
final class ChannelPosition {
  private static final int GROUPS = 6;

  final SymbolModel[] changes = new SymbolModel[8];
  final SymbolModel channels = new SymbolModel(3);
  final LazyModels returnCounts = new LazyModels(16, 16);
  final LazyModels returnNumbers = new LazyModels(16, 16);
  final SymbolModel returnsOfPulse = new SymbolModel(13);
  final IntegerModel stepsX = new IntegerModel(32, 2);
  final IntegerModel stepsY = new IntegerModel(32, 22);
  final Median[] mediansX = new Median[2 * GROUPS];
  final Median[] mediansY = new Median[2 * GROUPS];
  boolean isUsed;
  int x;
  int y;
  int returnNumber;
  int returns;
  boolean isTimeNew;

  /// Where the channel's last record lies; kept while encoding only.
  int at;

  ChannelPosition() {
    for (int i = 0; i < changes.length; i++) {
      changes[i] = new SymbolModel(128);
    }
    for (int i = 0; i < mediansX.length; i++) {
      mediansX[i] = new Median();
      mediansY[i] = new Median();
    }
  }

  /// Begins with a point that is taken for the channel's last.
  void start(int startX, int startY, int number, int count) {
    for (SymbolModel model : changes) {
      model.reset();
    }
    channels.reset();
    returnCounts.reset();
    returnNumbers.reset();
    returnsOfPulse.reset();
    stepsX.reset();
    stepsY.reset();
    for (int i = 0; i < mediansX.length; i++) {
      mediansX[i].reset();
      mediansY[i].reset();
    }
    isUsed = true;
    x = startX;
    y = startY;
    returnNumber = number;
    returns = count;
    isTimeNew = false;
  }

  /// The model of the next point's changes, by what the last point was.
  SymbolModel changes() {
    return changes[
        (returnNumber == 1 ? 1 : 0) + (returnNumber >= returns ? 2 : 0) + (isTimeNew ? 4 : 0)];
  }
}
