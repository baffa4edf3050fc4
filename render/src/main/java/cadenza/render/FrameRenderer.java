package cadenza.render;

/// Draws scenes into frames.
///
/// Used and closed by one thread. Calls block. A renderer keeps what it prepared for the last scene
/// and what it drew for the last camera, so that the same cloud in new colours is cheap and that
/// refining goes on where it stopped.
public interface FrameRenderer extends AutoCloseable {
  /// Short name for the status bar, like "Java renderer".
  String name();

  /// Draws into all of `target`, whose size is the size of the picture.
  void render(Scene scene, Camera camera, FrameBudget budget, Frame target);

  @Override
  void close();
}
