package cadenza.scan.io;

import cadenza.scan.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Guesses what the columns of a table without names are, from the numbers in some of its rows.
///
/// # How it works
///
/// The first three columns are coordinates. What follows is judged by its numbers: three columns of
/// unit length are a normal, three in the range of a colour are one, a single number is an
/// intensity. Where a colour could begin at either of two columns (`x y z a b c d`), the earlier
/// one wins, unless the format has the intensity first. A column of few whole numbers behind the
/// colour is a label, a second one an instance.
public final class ColumnGuess {
  private static final double UNIT_TOLERANCE = 0.02;

  /// In a shorter table, few different numbers mean nothing.
  private static final int LABEL_ROWS = 100;

  private static final int MAX_LABELS = 50;
  private static final int MAX_LABEL = 1000;

  private final double[][] rows;
  private final int columnCount;
  private final boolean isIntensityFirst;
  private final List<String> names = new ArrayList<>();

  private ColumnGuess(double[][] rows, int columnCount, boolean isIntensityFirst) {
    this.rows = rows;
    this.columnCount = columnCount;
    this.isIntensityFirst = isIntensityFirst;
  }

  /// A name for each column.
  ///
  /// @param rows some rows, all of `columnCount` numbers
  /// @param columnCount at least three
  /// @param isIntensityFirst whether intensity comes before colour in this format
  public static List<String> names(double[][] rows, int columnCount, boolean isIntensityFirst) {
    ColumnGuess guess = new ColumnGuess(rows, columnCount, isIntensityFirst);
    guess.judge();
    return List.copyOf(guess.names);
  }

  private void judge() {
    names.addAll(List.of("x", "y", "z"));
    while (names.size() < columnCount) {
      int column = names.size();
      boolean hasColor = names.contains("red");
      boolean mayBeIntensity =
          isIntensityFirst && column == 3 && (isColor(column + 1) || columnCount == 4);
      if (!names.contains("nx") && isNormal(column)) {
        names.addAll(List.of("nx", "ny", "nz"));
      } else if (!hasColor && isColor(column) && !mayBeIntensity) {
        names.addAll(List.of("red", "green", "blue"));
      } else if (hasColor && isLabel(column) && !names.contains(Attribute.INSTANCE)) {
        names.add(names.contains(Attribute.LABEL) ? Attribute.INSTANCE : Attribute.LABEL);
      } else if (!names.contains(Attribute.INTENSITY)) {
        names.add(Attribute.INTENSITY);
      } else {
        names.add("column_" + (column + 1));
      }
    }
  }

  private boolean isNormal(int column) {
    if (column + 3 > columnCount) {
      return false;
    }
    int unit = 0;
    int known = 0;
    for (double[] row : rows) {
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
    if (column + 3 > columnCount) {
      return false;
    }
    double max = 0;
    boolean isWhole = true;
    for (double[] row : rows) {
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

  private boolean isLabel(int column) {
    Set<Double> seen = new HashSet<>();
    for (double[] row : rows) {
      double value = row[column];
      if (value != Math.rint(value) || value < -1 || value > MAX_LABEL) {
        return false;
      }
      seen.add(value);
    }
    return rows.length >= LABEL_ROWS && seen.size() <= MAX_LABELS;
  }
}
