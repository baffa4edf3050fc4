package cadenza.app.probing;

import cadenza.app.look.ClassNames;
import cadenza.probe.ProbeClass;
import cadenza.scan.Attribute;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Classes that the labels of scans name, the same class for the same name.
///
/// -1 and 255 are no class, and 0 is none unless the file says what it means.
public final class TruthLabels {
  private static final Set<String> NO_CLASS =
      Set.of(
          "", "unlabelled", "unlabeled", "unclassified", "unknown", "unannotated", "none", "void");
  private static final int LARGEST = Short.MAX_VALUE;

  private final Map<String, ProbeClass> byName = new LinkedHashMap<>();

  /// @param known classes there are from the start
  public TruthLabels(List<ProbeClass> known) {
    known.forEach(c -> byName.put(key(c.name()), c));
  }

  public List<ProbeClass> classes() {
    return new ArrayList<>(byName.values());
  }

  /// Class id of every point, 0 for none. Classes that are new are added.
  ///
  /// @throws ScanException if the scan has no such attribute, or its values are no class numbers
  public short[] idsOf(ScanContents contents, String attribute, Path scan) throws ScanException {
    Attribute labels = contents.cloud().attribute(attribute).orElse(null);
    if (labels == null) {
      throw new ScanException(
          scan,
          "it has no attribute \"" + attribute + "\"",
          "Its attributes are "
              + String.join(", ", contents.cloud().attributes().keySet())
              + "; name the one with the labels.");
    }
    Map<Integer, String> names =
        attribute.equals(Attribute.LABEL) ? contents.labelNames() : Map.of();
    Map<Integer, Short> idOf = new LinkedHashMap<>();
    short[] out = new short[contents.cloud().pointCount()];
    for (int i = 0; i < out.length; i++) {
      double value = labels.get(i);
      if (Double.isNaN(value)) {
        continue;
      }
      if (value != Math.rint(value) || Math.abs(value) > LARGEST) {
        throw new ScanException(
            scan,
            String.format(
                Locale.ROOT, "%s is %s at point %d, which is no class number", attribute, value, i),
            "Name an attribute of whole numbers.");
      }
      Short id = idOf.get((int) value);
      if (id == null) {
        id = (short) idOf((int) value, names);
        idOf.put((int) value, id);
      }
      out[i] = id;
    }
    return out;
  }

  private int idOf(int value, Map<Integer, String> names) {
    if (isNoClass(value, names)) {
      return 0;
    }
    String name = ClassNames.named(names).name(value);
    ProbeClass known = byName.get(key(name));
    if (known == null) {
      int id = value;
      Set<Integer> used = Set.copyOf(byName.values().stream().map(ProbeClass::id).toList());
      while (id < 1 || used.contains(id)) {
        id++;
      }
      known = new ProbeClass(id, name, ClassNames.named(names).argb(value));
      byName.put(key(name), known);
    }
    return known.id();
  }

  private static boolean isNoClass(int value, Map<Integer, String> names) {
    String name = names.get(value);
    if (name != null) {
      return NO_CLASS.contains(key(name));
    }
    return value <= 0 || value == 255;
  }

  /// The number that a scan's own labels have for a class, or its id.
  public static int valueOf(ProbeClass c, Map<Integer, String> names) {
    return names.entrySet().stream()
        .filter(e -> key(e.getValue()).equals(key(c.name())))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(c.id());
  }

  /// Whether two names mean the same class: case and underscores do not count.
  static boolean isSame(String one, String other) {
    return key(one).equals(key(other));
  }

  static String key(String name) {
    return name.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
  }
}
