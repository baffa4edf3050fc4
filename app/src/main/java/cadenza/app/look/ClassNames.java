package cadenza.app.look;

/// What class numbers are called and how they are coloured.
public interface ClassNames {
  String name(int classId);

  /// Opaque colour of a class.
  int argb(int classId);

  /// Classes known by number alone.
  static ClassNames numbers() {
    return new ClassNames() {
      @Override
      public String name(int classId) {
        return ClassPalette.isUnlabelled(classId) ? "unlabelled" : "class " + classId;
      }

      @Override
      public int argb(int classId) {
        return ClassPalette.argb(classId);
      }
    };
  }
}
