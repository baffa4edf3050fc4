package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Guesses what the columns of a text file are.
///
/// # How it works
///
/// Names in a header line decide if there are as many as columns and x, y and z are among them.
/// Otherwise the first three columns are coordinates, and what follows is judged by its numbers:
/// three columns of unit length are a normal, three in the range of a colour are one, a single
/// number is an intensity. Where a colour could begin at either of two columns (`x y z a b c d`),
/// the earlier one wins, except in `.pts` files, which have the intensity first.
final class TextColumns {
  private static final Set<String> WHOLE =
      Set.of(
          Attribute.LABEL,
          Attribute.INSTANCE,
          "labels",
          "class",
          "classification",
          "segment",
          "semantic",
          "scalar_label",
          "scalar_classification",
          "scalar_instance");
  private static final double UNIT_TOLERANCE = 0.02;

  private final TextSample sample;
  private final boolean isIntensityFirst;
  private final List<Field> fields = new ArrayList<>();

  private TextColumns(TextSample sample, boolean isIntensityFirst) {
    this.sample = sample;
    this.isIntensityFirst = isIntensityFirst;
  }

  /// One field a column.
  static List<Field> guess(TextSample sample, boolean isIntensityFirst) {
    TextColumns columns = new TextColumns(sample, isIntensityFirst);
    if (!columns.takeNames()) {
      columns.judgeNumbers();
    }
    return columns.fields;
  }

  /// A sentence that tells the guess.
  static String told(List<Field> fields) {
    return "columns read as "
        + fields.stream().map(Field::name).collect(Collectors.joining(" "))
        + ".";
  }

  private boolean takeNames() {
    List<String> names = sample.names();
    if (names.size() != sample.columnCount()) {
      return false;
    }
    List<Field> named = names.stream().map(name -> new Field(name, ScalarType.FLOAT64)).toList();
    Roles roles = Roles.of(named);
    if (roles.positions() == null) {
      return false;
    }
    for (int column = 0; column < named.size(); column++) {
      String name = names.get(column);
      boolean isWhole = sample.isIntegral()[column] && WHOLE.contains(name);
      fields.add(
          isWhole || isColor(roles, column) && sample.isIntegral()[column]
              ? new Field(name, ScalarType.INT32)
              : name.equals(Attribute.INTENSITY)
                  ? new Field(name, ScalarType.FLOAT32)
                  : named.get(column));
    }
    return true;
  }

  private static boolean isColor(Roles roles, int column) {
    int[] colors = roles.colors();
    return colors != null && (colors[0] == column || colors[1] == column || colors[2] == column);
  }

  private void judgeNumbers() {
    add("x", "y", "z");
    boolean hasColor = false;
    boolean hasNormal = false;
    boolean hasIntensity = false;
    while (fields.size() < sample.columnCount()) {
      int column = fields.size();
      boolean mayBeIntensity = !hasIntensity && isIntensityFirst && column == 3;
      if (!hasNormal && isNormal(column)) {
        add("nx", "ny", "nz");
        hasNormal = true;
      } else if (!hasColor
          && isColor(column)
          && !(mayBeIntensity && (isColor(column + 1) || sample.columnCount() == 4))) {
        addColor(column);
        hasColor = true;
      } else if (!hasIntensity) {
        fields.add(new Field(Attribute.INTENSITY, ScalarType.FLOAT32));
        hasIntensity = true;
      } else {
        fields.add(new Field("column_" + (column + 1), ScalarType.FLOAT64));
      }
    }
  }

  private void add(String... names) {
    for (String name : names) {
      fields.add(new Field(name, ScalarType.FLOAT64));
    }
  }

  private void addColor(int column) {
    ScalarType type = isIntegral(column) ? ScalarType.INT32 : ScalarType.FLOAT64;
    for (String name : List.of("red", "green", "blue")) {
      fields.add(new Field(name, type));
    }
  }

  private boolean isIntegral(int column) {
    boolean[] integral = sample.isIntegral();
    return integral[column] && integral[column + 1] && integral[column + 2];
  }

  private boolean isNormal(int column) {
    if (column + 3 > sample.columnCount()) {
      return false;
    }
    int unit = 0;
    int known = 0;
    for (double[] row : sample.rows()) {
      double x = row[column];
      double y = row[column + 1];
      double z = row[column + 2];
      double length = Math.sqrt(x * x + y * y + z * z);
      if (length > 0) { // false for NaN too: some writers leave normals out
        known++;
        unit += Math.abs(length - 1) < UNIT_TOLERANCE ? 1 : 0;
      }
    }
    return known > 0 && unit >= 0.95 * known;
  }

  /// Whole numbers up to 65535, or fractions from 0 to 1.
  private boolean isColor(int column) {
    if (column + 3 > sample.columnCount()) {
      return false;
    }
    double max = 0;
    boolean isWhole = true;
    for (double[] row : sample.rows()) {
      for (int i = column; i < column + 3; i++) {
        if (!(row[i] >= 0)) {
          return false;
        }
        max = Math.max(max, row[i]);
        isWhole &= row[i] == Math.rint(row[i]);
      }
    }
    return isWhole ? max <= 65535 : max <= 1;
  }
}
