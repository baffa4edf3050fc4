package cadenza.app.look;

import cadenza.scan.synthetic.SemanticClass;
import java.util.Arrays;
import java.util.Map;

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

  /// Classes that a file names; those whose name is one of [SemanticClass] have its colour.
  static ClassNames named(Map<Integer, String> names) {
    return new ClassNames() {
      @Override
      public String name(int classId) {
        String name = names.get(classId);
        return name == null ? numbers().name(classId) : name.replace('_', ' ');
      }

      @Override
      public int argb(int classId) {
        return Arrays.stream(SemanticClass.values())
            .filter(known -> known.displayName().equals(name(classId)))
            .mapToInt(known -> 0xff000000 | known.rgb())
            .findFirst()
            .orElseGet(() -> numbers().argb(classId));
      }
    };
  }
}
