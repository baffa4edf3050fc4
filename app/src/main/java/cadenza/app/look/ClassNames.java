package cadenza.app.look;

import cadenza.scan.synthetic.SemanticClass;

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

  /// The classes of our own rooms.
  static ClassNames ofGeneratedRooms() {
    return new ClassNames() {
      @Override
      public String name(int classId) {
        return SemanticClass.byId(classId)
            .map(SemanticClass::displayName)
            .orElseGet(() -> numbers().name(classId));
      }

      @Override
      public int argb(int classId) {
        return SemanticClass.byId(classId)
            .map(known -> 0xff000000 | known.rgb())
            .orElseGet(() -> numbers().argb(classId));
      }
    };
  }
}
