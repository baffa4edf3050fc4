package cadenza.scan.io.las;

/// Which scanner channel's models and which last value the layers behind the point layers use.
///
/// # How it works
///
/// Meant is the point's own scanner channel. The encoder that everybody has files of (version 3)
/// takes channel 0 instead unless the channel has just changed, and predicts from the value of the
/// channel before when it comes back to one it knows. Files are full of that, so it has to be done
/// the same way; version 4 does as meant.
final class ChannelContexts {
  private final boolean isAsMeant;
  private final boolean[] isUsed = new boolean[4];
  private int models;
  private int origin;
  private int last;

  /// @param isAsMeant true for version 4
  ChannelContexts(boolean isAsMeant) {
    this.isAsMeant = isAsMeant;
  }

  void start(int channel) {
    for (int i = 0; i < 4; i++) {
      isUsed[i] = false;
    }
    isUsed[channel] = true;
    models = channel;
    last = channel;
  }

  /// Goes to the next point.
  ///
  /// @return true if the channel is new: its models begin, its last value is that of [#origin()]
  boolean next(int trace) {
    int channel = isAsMeant || Trace.isSwitch(trace) ? Trace.channel(trace) : 0;
    last = models;
    if (channel == models) {
      return false;
    }
    origin = models;
    models = channel;
    if (!isUsed[channel]) {
      isUsed[channel] = true;
      last = channel;
      return true;
    }
    if (isAsMeant) {
      last = channel;
    }
    return false;
  }

  /// The channel whose models are used.
  int models() {
    return models;
  }

  /// The channel whose last value predicts, and is replaced.
  int last() {
    return last;
  }

  /// Where a new channel takes its last value from.
  int origin() {
    return origin;
  }
}
