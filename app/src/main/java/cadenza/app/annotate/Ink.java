package cadenza.app.annotate;

/// What the tools of the picture paint with.
///
/// @param classId of the class that is painted; 0 for the eraser, -1 for nothing: tools select
public record Ink(int classId) {
  /// Tools select.
  public static final Ink NONE = new Ink(-1);

  /// Tools take labels away.
  public static final Ink ERASER = new Ink(0);

  public static Ink of(int classId) {
    return new Ink(classId);
  }

  public boolean paints() {
    return classId >= 0;
  }
}
