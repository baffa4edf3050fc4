package cadenza.app.project;

import java.io.IOException;

/// Told how writing goes, on the thread that writes.
public interface WriteListener {
  /// Told nothing.
  WriteListener NONE =
      new WriteListener() {
        @Override
        public void failing(IOException why) {}

        @Override
        public void written() {}
      };

  /// Something could not be written. It is kept and tried again; told once until it succeeds.
  void failing(IOException why);

  /// What could not be written is written now.
  void written();
}
