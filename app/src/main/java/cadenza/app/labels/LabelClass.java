package cadenza.app.labels;

import java.util.Locale;

/// A class that points can be labelled with.
///
/// @param id at least 1; never given to another class, even when this one is gone
/// @param argb opaque colour
/// @param shown whether its labels are drawn
/// @param locked whether its points keep their label whatever is painted over them
public record LabelClass(int id, String name, int argb, boolean shown, boolean locked) {
  /// Class ids are kept in 16 bits.
  public static final int MOST = Short.MAX_VALUE;

  public LabelClass {
    name = name.strip();
    if (id < 1 || id > MOST) {
      throw new IllegalArgumentException("class with the id " + id);
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a class without a name");
    }
    argb |= 0xff000000;
  }

  /// A class that is shown and not locked.
  public static LabelClass of(int id, String name, int argb) {
    return new LabelClass(id, name, argb, true, false);
  }

  public LabelClass withId(int newId) {
    return new LabelClass(newId, name, argb, shown, locked);
  }

  public LabelClass withName(String newName) {
    return new LabelClass(id, newName, argb, shown, locked);
  }

  public LabelClass withArgb(int newArgb) {
    return new LabelClass(id, name, newArgb, shown, locked);
  }

  public LabelClass withShown(boolean nowShown) {
    return new LabelClass(id, name, argb, nowShown, locked);
  }

  public LabelClass withLocked(boolean nowLocked) {
    return new LabelClass(id, name, argb, shown, nowLocked);
  }

  /// Whether the other name means the same class: case, spaces, underscores and the benchmark's
  /// spelling of the refrigerator do not matter.
  public boolean isCalled(String otherName) {
    return plain(name).equals(plain(otherName));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_-]+", "")
        .replace("refridgerator", "refrigerator");
  }
}
