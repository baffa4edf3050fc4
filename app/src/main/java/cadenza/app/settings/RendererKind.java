package cadenza.app.settings;

/// What draws the picture.
public enum RendererKind {
  AUTO("Chosen by a trial"),
  OPENGL("OpenGL"),
  JAVA("Java");

  private final String title;

  RendererKind(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
