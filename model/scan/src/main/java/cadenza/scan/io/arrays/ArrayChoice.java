package cadenza.scan.io.arrays;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ColumnGuess;
import cadenza.scan.io.Field;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.io.TextColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Decides which arrays are coordinates, colours, normals and attributes.
///
/// # How it works
///
/// Names decide ([ArrayNames]). Where no array is named as coordinates are, one that is named as
/// tables are, or the only array of several columns, is a table of points, whose columns are judged
/// by their numbers ([ColumnGuess]). Arrays with another number of rows belong to something else
/// and are left out.
final class ArrayChoice {
  private static final int SAMPLE_ROWS = 1000;
  private static final int MAX_ATTRIBUTE_COLUMNS = 64;
  private static final List<String> XYZ = List.of("x", "y", "z");

  /// A column that is read into a field.
  record Chosen(Field field, ArrayPart.Source source) {}

  private final Path file;
  private final ReadOptions options;
  private final List<ArrayPart> parts;
  private final Set<ArrayPart> used = new HashSet<>();
  private final List<Chosen> chosen = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable String labelArray;
  private boolean isTable;

  private ArrayChoice(Path file, ReadOptions options, List<ArrayPart> parts) {
    this.file = file;
    this.options = options;
    this.parts = parts;
  }

  /// @param renamed attributes that arrays of other names hold, by the array's name
  /// @throws ScanException if none of the arrays can be coordinates
  static ArrayChoice of(
      Path file, ReadOptions options, List<ArrayPart> parts, Map<String, String> renamed)
      throws IOException {
    ArrayChoice choice = new ArrayChoice(file, options, parts);
    long rows = choice.takeCoordinates();
    if (options.columns().isPresent() && !choice.isTable) {
      throw ScanFormats.columnsHaveNames(file, "its array of coordinates");
    }
    choice.takeRest(rows, renamed);
    return choice;
  }

  List<Chosen> chosen() {
    return chosen;
  }

  List<Field> fields() {
    return chosen.stream().map(Chosen::field).toList();
  }

  /// What was guessed or left out, a sentence each.
  List<String> warnings() {
    return warnings;
  }

  /// Name of the array that became the attribute label, lower case; empty if there is none.
  String labelArray() {
    return labelArray == null ? "" : labelArray;
  }

  private @Nullable ArrayPart named(List<String> names, int leastWidth, int mostWidth) {
    for (String name : names) {
      for (ArrayPart part : parts) {
        boolean fits = part.width() >= leastWidth && part.width() <= mostWidth;
        if (fits && !used.contains(part) && part.name().toLowerCase(Locale.ROOT).equals(name)) {
          return part;
        }
      }
    }
    return null;
  }

  private void add(ArrayPart part, int column, String name, @Nullable ScalarType type) {
    ArrayPart.Source source = part.columns().get(column);
    ScalarType own = source.type().type();
    chosen.add(new Chosen(new Field(name, type == null ? own : type), source));
    used.add(part);
  }

  private void add(ArrayPart part, String... names) {
    for (int i = 0; i < names.length; i++) {
      add(part, i, names[i], null);
    }
  }

  /// @return how many rows the coordinates have
  private long takeCoordinates() throws IOException {
    ArrayPart coordinates = named(ArrayNames.COORDINATES, 3, Integer.MAX_VALUE);
    if (coordinates == null) {
      for (String prefix : List.of("", "pos_", "position_", "point_", "coord_", "xyz_")) {
        List<ArrayPart> axes = axes(prefix);
        if (axes.size() == 3) {
          XYZ.forEach(axis -> add(axes.get(XYZ.indexOf(axis)), axis));
          return axes.getFirst().rows();
        }
      }
      coordinates = table();
      if (options.columns().isPresent()) {
        takeTable(coordinates);
        return coordinates.rows();
      }
    }
    if (coordinates.width() == 3) {
      add(coordinates, "x", "y", "z");
    } else {
      takeTable(coordinates);
    }
    return coordinates.rows();
  }

  /// The arrays for the three axes; fewer if some are missing.
  private List<ArrayPart> axes(String prefix) {
    return XYZ.stream()
        .map(axis -> named(List.of(prefix + axis), 1, 1))
        .filter(Objects::nonNull)
        .toList();
  }

  private ArrayPart table() throws ScanException {
    List<ArrayPart> wide =
        parts.stream()
            .filter(part -> part.width() >= 3 && part.width() <= MAX_ATTRIBUTE_COLUMNS)
            .toList();
    for (ArrayPart part : wide) {
      boolean isNamed = ArrayNames.TABLES.contains(part.name().toLowerCase(Locale.ROOT));
      if (isNamed || wide.size() == 1) {
        if (!isNamed && !part.name().isEmpty()) {
          warnings.add(
              "no array is named as coordinates are; \"%s\" was taken.".formatted(part.name()));
        }
        return part;
      }
    }
    String there =
        parts.stream()
            .limit(10)
            .map(part -> (part.name() + " (" + part.shape() + ")").strip())
            .collect(Collectors.joining(", "));
    throw new ScanException(
        file,
        "none of its arrays can be coordinates" + (there.isEmpty() ? "" : "; it holds " + there),
        "Save the coordinates as coord, three numbers a point.");
  }

  private void takeTable(ArrayPart table) throws IOException {
    int width = table.width();
    isTable = true;
    List<String> names =
        options.columns().isPresent()
            ? TextColumns.spelledOut(file, options.columns().get(), width)
            : ColumnGuess.names(table.sample(SAMPLE_ROWS), width, false);
    warnings.add("columns read as " + String.join(" ", names) + ".");
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      boolean isWhole = name.equals(Attribute.LABEL) || name.equals(Attribute.INSTANCE);
      boolean isFloating = table.columns().get(column).type().type().isFloating();
      if (!name.equals("-")) {
        add(table, column, name, isWhole && isFloating ? ScalarType.INT32 : null);
      }
    }
  }

  private void takeRest(long rows, Map<String, String> renamed) {
    List<String> leftOut = new ArrayList<>();
    for (ArrayPart part : parts) {
      if (!used.contains(part) && part.rows() != rows) {
        leftOut.add(part.name() + " (" + part.shape() + ")");
        used.add(part);
      }
    }
    // colours of more than 8 bits lie beside those that are shown
    boolean hasChannels =
        List.of("red", "green", "blue").stream().allMatch(c -> named(List.of(c), 1, 1) != null);
    ArrayPart colors = named(ArrayNames.COLORS, 3, 4);
    if (colors != null && hasChannels) {
      used.add(colors);
    } else if (colors != null) {
      add(colors, "red", "green", "blue");
      if (colors.width() == 4) {
        add(colors, 3, "alpha", null);
      }
    }
    ArrayPart normals = named(ArrayNames.NORMALS, 3, 3);
    if (normals != null) {
      add(normals, "nx", "ny", "nz");
    }
    ArrayPart label = unlessRenamed(ArrayNames.LABELS, renamed);
    ArrayPart instance = unlessRenamed(ArrayNames.INSTANCES, renamed);
    ArrayPart intensity = unlessRenamed(ArrayNames.INTENSITIES, renamed);
    for (ArrayPart part : parts) {
      if (used.contains(part)) {
        continue;
      }
      if (part.width() > MAX_ATTRIBUTE_COLUMNS) {
        leftOut.add(part.name() + " (" + part.shape() + ")");
      } else if (part == label) {
        labelArray = part.name().toLowerCase(Locale.ROOT);
        add(part, Attribute.LABEL);
      } else if (part == instance) {
        add(part, Attribute.INSTANCE);
      } else if (part == intensity) {
        add(part, Attribute.INTENSITY);
      } else {
        takeAttribute(part, renamed.getOrDefault(part.name(), part.name()));
      }
    }
    if (!leftOut.isEmpty()) {
      warnings.add("left out, not a number or a few for each point: " + shown(leftOut) + ".");
    }
  }

  private @Nullable ArrayPart unlessRenamed(List<String> names, Map<String, String> renamed) {
    ArrayPart part = named(names, 1, 1);
    return part == null || renamed.containsKey(part.name()) ? null : part;
  }

  private void takeAttribute(ArrayPart part, String name) {
    String plain = name.isEmpty() ? "value" : name;
    if (part.width() == 1) {
      add(part, 0, plain, null);
    } else {
      for (int column = 0; column < part.width(); column++) {
        add(part, column, plain + "_" + column, null);
      }
    }
  }

  private static String shown(List<String> names) {
    return names.stream().limit(10).collect(Collectors.joining(", "))
        + (names.size() > 10 ? " and %d more".formatted(names.size() - 10) : "");
  }
}
