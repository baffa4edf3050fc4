package cadenza.app.labels;

/// Where edits are kept as they are made. Called on the window's thread, in order; must not block.
public interface EditSink {
  /// Keeps nothing.
  EditSink NONE =
      new EditSink() {
        @Override
        public void scanAdded(LabelledScan scan) {}

        @Override
        public void edited(int number, Edit edit, Counters counters) {}

        @Override
        public void moved(int done) {}
      };

  /// A scan is about to have its first edit.
  void scanAdded(LabelledScan scan);

  /// An edit was made. Those that had its number or a higher one had been undone, and are gone.
  ///
  /// @param number how many edits lie before it
  void edited(int number, Edit edit, Counters counters);

  /// Something was undone or done again: so many edits are in force now.
  void moved(int done);

  /// Numbers that are never given twice.
  ///
  /// @param nextClass id of the next class
  /// @param nextStroke number of the next stroke
  record Counters(int nextClass, int nextStroke) {
    /// Where counting begins.
    public static final Counters START = new Counters(1, 1);
  }
}
