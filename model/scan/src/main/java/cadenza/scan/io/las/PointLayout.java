package cadenza.scan.io.las;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import cadenza.scan.io.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// All fields of a file's point records.
///
/// Attributes have the names that laspy gives them, so that scripts written for it find theirs.
///
/// @param length bytes of a record
/// @param scales three scales and three offsets of the coordinates
/// @param usual the fields that all files of the format have
/// @param described what the file says of its extra bytes, in the order of the record
/// @param undescribed extra bytes behind them that nothing is said of
record PointLayout(
    PointFormat format,
    int length,
    double[] scales,
    List<RecordField> usual,
    List<Extra> described,
    List<RecordField> undescribed) {
  /// An extra field of the file.
  ///
  /// @param at where it lies in the record
  /// @param fields what it becomes: one field, or several for an array of them
  record Extra(ExtraField description, int at, List<RecordField> fields) {
    Extra {
      fields = List.copyOf(fields);
    }

    boolean isFiniteMask() {
      return PointLayout.isFiniteMask(description);
    }
  }

  /// Description of an extra field that Cadenza writes where the usual field of the same name is
  /// too small for the values.
  static final String IN_PLACE = "in place of the usual field";

  /// Name and description of the extra field that tells which coordinates are numbers; LAS itself
  /// knows integers only.
  static final String FINITE = "finite";

  static final String FINITE_DESCRIPTION = "bits 0 to 2: x, y, z are numbers";

  // Nobody names so many; a record of 60,000 bytes is a damaged header.
  private static final int MOST_UNNAMED = 256;

  PointLayout {
    usual = List.copyOf(usual);
    described = List.copyOf(described);
    undescribed = List.copyOf(undescribed);
  }

  /// The same with fields behind the usual ones that keep integers of coordinates.
  PointLayout with(FineCoordinates fine) {
    List<RecordField> more = new ArrayList<>(usual);
    more.addAll(fine.fields());
    return new PointLayout(format, length, scales, more, described, undescribed);
  }

  /// All fields in the order of the attributes; x, y and z first.
  List<RecordField> fields() {
    List<RecordField> fields = new ArrayList<>(usual);
    described.forEach(extra -> fields.addAll(extra.fields()));
    fields.addAll(undescribed);
    return fields;
  }

  List<ExtraField> extras() {
    return described.stream().map(Extra::description).toList();
  }

  /// The layout that a file has.
  ///
  /// @param length bytes of a record, at least those of the format
  /// @param scales three scales and three offsets of the coordinates
  /// @param warnings where to say what cannot be shown
  static PointLayout of(
      PointFormat format,
      int length,
      double[] scales,
      List<ExtraField> described,
      List<String> warnings) {
    List<ExtraField> extras = new ArrayList<>();
    Set<String> replaced = new HashSet<>();
    int maskAt = -1;
    int end = format.length();
    for (ExtraField extra : described) {
      if (extra.length() > length - end) {
        warnings.add(
            "extra bytes \"%s\" and what is described behind them do not fit into the %d bytes of a point; left out."
                .formatted(extra.name(), length));
        break;
      }
      if (extra.description().equals(IN_PLACE)) {
        replaced.add(extra.name());
      } else if (isFiniteMask(extra)) {
        maskAt = end;
      }
      extras.add(extra);
      end += extra.length();
    }
    List<RecordField> usual = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (RecordField field : usual(format, scales, maskAt)) {
      if (!replaced.contains(field.name())) {
        taken.add(field.name());
        usual.add(field);
      }
    }
    List<Extra> kept = new ArrayList<>();
    int at = format.length();
    for (ExtraField extra : extras) {
      List<RecordField> fields =
          isFiniteMask(extra) ? List.of() : extra.fields(names(extra, taken), at, warnings);
      kept.add(new Extra(extra, at, fields));
      at += extra.length();
    }
    return new PointLayout(
        format, length, scales, usual, kept, undescribed(at, length, taken, warnings));
  }

  private static List<RecordField> undescribed(
      int at, int length, Set<String> taken, List<String> warnings) {
    int count = length - at;
    List<RecordField> fields = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST_UNNAMED); i++) {
      String name = unique(count == 1 ? "extra_bytes" : "extra_bytes_" + i, taken);
      fields.add(new RecordField.Plain(name, ScalarType.UINT8, at + i));
    }
    if (count > MOST_UNNAMED) {
      warnings.add(
          "each point has %d bytes that nothing describes; the first %d are shown."
              .formatted(count, MOST_UNNAMED));
    }
    return fields;
  }

  /// True for the field that tells which coordinates are numbers.
  static boolean isFiniteMask(ExtraField extra) {
    return extra.name().equals(FINITE)
        && extra.description().equals(FINITE_DESCRIPTION)
        && extra.type() == ScalarType.UINT8
        && extra.count() == 1;
  }

  private static List<String> names(ExtraField extra, Set<String> taken) {
    String name = extra.name().isEmpty() ? "extra_bytes" : extra.name();
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.startsWith("scalar_") ? lower.substring(7) : lower;
    boolean isKnown =
        Set.of(Attribute.LABEL, Attribute.INSTANCE, Attribute.INTENSITY).contains(bare);
    String base = isKnown ? bare : name;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < extra.count(); i++) {
      names.add(unique(extra.count() == 1 ? base : base + "_" + i, taken));
    }
    return names;
  }

  private static String unique(String base, Set<String> taken) {
    String unique = base;
    for (int n = 2; !taken.add(unique); n++) {
      unique = base + "_" + n;
    }
    return unique;
  }

  /// Puts the world coordinates of the record at `records[at]` into the row `row` of `world`.
  void position(byte[] records, int at, double[] world, int row) {
    for (int axis = 0; axis < 3; axis++) {
      int stored = LittleEndian.int32(records, at + 4 * axis);
      world[3 * row + axis] = stored * scales[axis] + scales[3 + axis];
    }
  }

  /// The fields as the table of points needs them.
  List<Field> tableFields() {
    return fields().stream().map(RecordField::field).toList();
  }

  /// The fields that every file of a format has.
  ///
  /// @param scales three scales and three offsets of the coordinates
  /// @param maskAt see [RecordField.Coordinate]
  static List<RecordField> usual(PointFormat format, double[] scales, int maskAt) {
    List<RecordField> fields = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      fields.add(new RecordField.Coordinate(axis, scales[axis], scales[3 + axis], maskAt));
    }
    fields.add(new RecordField.Plain("intensity", ScalarType.UINT16, 12));
    if (format.isExtended()) {
      addExtended(fields);
    } else {
      addLegacy(fields);
    }
    if (format.hasTime()) {
      fields.add(new RecordField.Plain("gps_time", ScalarType.FLOAT64, format.timeAt()));
    }
    if (format.hasColor()) {
      fields.add(new RecordField.Plain("red", ScalarType.UINT16, format.colorAt()));
      fields.add(new RecordField.Plain("green", ScalarType.UINT16, format.colorAt() + 2));
      fields.add(new RecordField.Plain("blue", ScalarType.UINT16, format.colorAt() + 4));
    }
    if (format.hasInfrared()) {
      fields.add(new RecordField.Plain("nir", ScalarType.UINT16, format.infraredAt()));
    }
    if (format.hasWaveforms()) {
      addWaveforms(fields, format.waveformAt());
    }
    return fields;
  }

  private static void addLegacy(List<RecordField> fields) {
    fields.add(new RecordField.Bits("return_number", 14, 0, 3));
    fields.add(new RecordField.Bits("number_of_returns", 14, 3, 3));
    fields.add(new RecordField.Bits("scan_direction_flag", 14, 6, 1));
    fields.add(new RecordField.Bits("edge_of_flight_line", 14, 7, 1));
    fields.add(new RecordField.Bits("classification", 15, 0, 5));
    fields.add(new RecordField.Bits("synthetic", 15, 5, 1));
    fields.add(new RecordField.Bits("key_point", 15, 6, 1));
    fields.add(new RecordField.Bits("withheld", 15, 7, 1));
    fields.add(new RecordField.Plain("scan_angle_rank", ScalarType.INT8, 16));
    fields.add(new RecordField.Plain("user_data", ScalarType.UINT8, 17));
    fields.add(new RecordField.Plain("point_source_id", ScalarType.UINT16, 18));
  }

  private static void addExtended(List<RecordField> fields) {
    fields.add(new RecordField.Bits("return_number", 14, 0, 4));
    fields.add(new RecordField.Bits("number_of_returns", 14, 4, 4));
    fields.add(new RecordField.Bits("synthetic", 15, 0, 1));
    fields.add(new RecordField.Bits("key_point", 15, 1, 1));
    fields.add(new RecordField.Bits("withheld", 15, 2, 1));
    fields.add(new RecordField.Bits("overlap", 15, 3, 1));
    fields.add(new RecordField.Bits("scanner_channel", 15, 4, 2));
    fields.add(new RecordField.Bits("scan_direction_flag", 15, 6, 1));
    fields.add(new RecordField.Bits("edge_of_flight_line", 15, 7, 1));
    fields.add(new RecordField.Plain("classification", ScalarType.UINT8, 16));
    fields.add(new RecordField.Plain("user_data", ScalarType.UINT8, 17));
    fields.add(new RecordField.Plain("scan_angle", ScalarType.INT16, 18));
    fields.add(new RecordField.Plain("point_source_id", ScalarType.UINT16, 20));
  }

  private static void addWaveforms(List<RecordField> fields, int at) {
    fields.add(new RecordField.Plain("wavepacket_index", ScalarType.UINT8, at));
    fields.add(new RecordField.Plain("wavepacket_offset", ScalarType.UINT64, at + 1));
    fields.add(new RecordField.Plain("wavepacket_size", ScalarType.UINT32, at + 9));
    fields.add(new RecordField.Plain("return_point_wave_location", ScalarType.FLOAT32, at + 13));
    fields.add(new RecordField.Plain("x_t", ScalarType.FLOAT32, at + 17));
    fields.add(new RecordField.Plain("y_t", ScalarType.FLOAT32, at + 21));
    fields.add(new RecordField.Plain("z_t", ScalarType.FLOAT32, at + 25));
  }
}
