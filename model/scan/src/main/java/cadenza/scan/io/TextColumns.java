package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the columns of a text file are.
///
/// # How it works
///
/// Names that a person gives decide. Otherwise names in a header line do, if there are as many as
/// columns and x, y and z are among them. Without names the columns are judged by their numbers
/// ([ColumnGuess]); `.pts` files have the intensity first.
///
/// @param names a name for each column of the file, `-` for one that is left out
/// @param fields what is read
/// @param targets for each column of the file the field it goes to, or -1
public record TextColumns(List<String> names, List<Field> fields, int[] targets) {
  private static final String LEFT_OUT = "-";

  // Shorthand of those who name columns by hand, and what surveyors call coordinates.
  private static final Map<String, String> SHORT =
      Map.of("i", Attribute.INTENSITY, "l", Attribute.LABEL);
  private static final List<List<String>> SURVEYED =
      List.of(
          List.of("easting", "northing", "height"),
          List.of("easting", "northing", "elevation"),
          List.of("easting", "northing", "altitude"),
          List.of("easting", "northing", "z"),
          List.of("e", "n", "h"),
          List.of("e", "n", "z"));

  /// @param isIntensityFirst whether intensity comes before colour in files of this name
  /// @param given names that a person gave, in the order of the columns
  /// @throws ScanException if the names given do not fit
  public static TextColumns of(
      Path file, TextSample sample, boolean isIntensityFirst, Optional<List<String>> given)
      throws ScanException {
    if (given.isPresent()) {
      return given(file, sample, given.get());
    }
    List<ColumnName> header = coordinatesNamed(sample.names());
    boolean isNamed = sample.rows().length == 0 || header.size() == sample.columnCount();
    return isNamed && hasCoordinates(header)
        ? of(sample, header)
        : guessed(sample, isIntensityFirst);
  }

  /// True if the header line names coordinates, so that a file of no points can be told from text.
  static boolean hasCoordinates(List<ColumnName> header) {
    List<Field> fields =
        coordinatesNamed(header).stream()
            .map(name -> new Field(name.name(), name.type(true)))
            .toList();
    return Roles.of(fields).positions() != null;
  }

  private static TextColumns given(Path file, TextSample sample, List<String> given)
      throws ScanException {
    List<ColumnName> names = new ArrayList<>();
    for (String name : spelledOut(file, given, sample.columnCount())) {
      names.add(ColumnName.parse(name));
    }
    while (names.size() < sample.columnCount()) {
      names.add(ColumnName.of(LEFT_OUT));
    }
    TextColumns columns = of(sample, coordinatesNamed(names));
    if (Roles.of(columns.fields).positions() == null) {
      throw new ScanException(
          file,
          "the columns were named " + String.join(" ", given) + ", without x, y and z",
          "Name those three columns too.");
    }
    return columns;
  }

  /// The names that a person gave, those in shorthand spelled out.
  ///
  /// @throws ScanException if there are more of them than columns
  public static List<String> spelledOut(Path file, List<String> given, int columnCount)
      throws ScanException {
    if (given.size() > columnCount) {
      throw new ScanException(
          file,
          "%d columns were named, it has %d".formatted(given.size(), columnCount),
          "Give a name for each column, and - for one to leave out.");
    }
    return given.stream().map(name -> SHORT.getOrDefault(name, name)).toList();
  }

  private static TextColumns guessed(TextSample sample, boolean isIntensityFirst) {
    List<ColumnName> names =
        ColumnGuess.names(sample.rows(), sample.columnCount(), isIntensityFirst).stream()
            .map(ColumnName::of)
            .toList();
    return of(sample, names);
  }

  private static TextColumns of(TextSample sample, List<ColumnName> names) {
    List<Field> fields = new ArrayList<>();
    int[] targets = new int[names.size()];
    Arrays.fill(targets, -1);
    boolean[] isIntegral = sample.isIntegral();
    for (int column = 0; column < targets.length; column++) {
      ColumnName name = names.get(column);
      if (!name.name().equals(LEFT_OUT)) {
        targets[column] = fields.size();
        fields.add(
            new Field(name.name(), name.type(column >= isIntegral.length || isIntegral[column])));
      }
    }
    TextColumns columns =
        new TextColumns(names.stream().map(ColumnName::name).toList(), fields, targets);
    columns.makeColorsWhole(names, isIntegral, sample.rows());
    return columns;
  }

  // Zeros and ones may be the dark beginning of colours from 0 to 1.
  private void makeColorsWhole(
      List<ColumnName> columnNames, boolean[] isIntegral, double[][] rows) {
    int[] colors = Roles.of(fields).colors();
    if (colors == null) {
      return;
    }
    int[] columns = Arrays.stream(colors).map(this::column).toArray();
    boolean isWhole =
        Arrays.stream(columns)
            .allMatch(column ->
                column < isIntegral.length
                    && isIntegral[column]
                    && columnNames.get(column).type().isEmpty());
    boolean isBeyondOne =
        Arrays.stream(rows)
            .anyMatch(row -> Arrays.stream(columns).anyMatch(c -> c < row.length && row[c] > 1));
    for (int i = 0; i < 3 && isWhole && isBeyondOne; i++) {
      fields.set(colors[i], new Field(fields.get(colors[i]).name(), ScalarType.INT32));
    }
  }

  private static List<ColumnName> coordinatesNamed(List<ColumnName> names) {
    List<String> lower = names.stream().map(ColumnName::lower).toList();
    if (lower.contains("x")) {
      return names;
    }
    for (List<String> surveyed : SURVEYED) {
      if (lower.containsAll(surveyed)) {
        return names.stream()
            .map(name -> {
              int axis = surveyed.indexOf(name.lower());
              return axis < 0 ? name : ColumnName.of("xyz".substring(axis, axis + 1));
            })
            .toList();
      }
    }
    return names;
  }

  /// The column of the file that a field is read from.
  int column(int field) {
    for (int column = 0; column < targets.length; column++) {
      if (targets[column] == field) {
        return column;
      }
    }
    throw new IllegalArgumentException("no field " + field);
  }

  /// A sentence that tells what was taken for what.
  public String told() {
    return "columns read as " + names.stream().collect(Collectors.joining(" ")) + ".";
  }

  /// Reads the numbers of a line into a row; false if there are too few.
  boolean read(NumberParser line, PointTable.Block block, int row) {
    for (int target : targets) {
      if (!line.next()) {
        return false;
      }
      if (target >= 0) {
        block.column(target).parse(line, row);
      }
    }
    return true;
  }
}
