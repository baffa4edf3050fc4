package cadenza.scan.io.las;

import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields the points of a cloud are written to, and what from.
///
/// # How it works
///
/// A cloud that came from LAS goes back to the format and the extra fields it came from. What a
/// usual field cannot hold (a label above 31, an intensity with a fraction), and everything LAS has
/// no field for, becomes an extra field of its own type. Fields that the cloud has nothing for are
/// zero, but returns are the first of one.
final class WritePlan {
  /// One field and where its numbers come from.
  record Assignment(RecordField field, PointValues values) {}

  private static final int NAME_BYTES = 32;

  private final CloudValues values;
  private final PointFormat format;
  private final Quantization quantization;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<ExtraField> extras = new ArrayList<>();
  private final Set<String> left;
  private final double @Nullable [] fileScales;
  private int length;

  /// @param details of the file the cloud came from, if that was LAS
  WritePlan(ScanContents contents, @Nullable LasDetails details) {
    values = new CloudValues(contents.cloud(), details == null ? 257 : details.colorFactor());
    fileScales = details == null ? null : details.layout().scales();
    if (details != null) {
      values.dropFineCoordinates();
    }
    left = new LinkedHashSet<>(values.all().keySet());
    format = format(details);
    length = format.length();
    quantization = Quantization.of(contents.cloud(), fileScales);
    Set<String> replaced = new HashSet<>();
    if (details != null) {
      addOldExtras(details.layout(), replaced);
    }
    int maskAt = maskAt();
    addUsual(maskAt, replaced);
    List<Assignment> unnamed = details == null ? List.of() : takeUnnamed(details.layout());
    addNewExtras();
    for (Assignment each : unnamed) {
      add(new RecordField.Plain(each.field().name(), each.field().type(), length++), each.values());
    }
  }

  private PointFormat format(@Nullable LasDetails details) {
    if (details == null) {
      return new PointFormat(values.hasColors() ? 7 : 6);
    }
    PointFormat old = details.layout().format();
    boolean hasExtraColors =
        details.layout().extras().stream()
            .anyMatch(extra -> values.nameOf(extra.name()).equals("red"));
    return old.hasColor() || !values.hasColors() || hasExtraColors
        ? old
        : PointFormat.of(
                old.isExtended(), old.hasTime(), true, old.hasInfrared(), old.hasWaveforms())
            .orElse(old);
  }

  private void add(RecordField field, PointValues from) {
    assignments.add(new Assignment(field, from));
  }

  /// Keeps the extra fields of the file that the cloud still has values for.
  private void addOldExtras(PointLayout layout, Set<String> replaced) {
    for (PointLayout.Extra old : layout.described()) {
      if (old.isFiniteMask()) {
        if (!values.areCoordinatesFinite()) {
          appendExtra(old.description());
        }
        continue;
      }
      List<PointValues> from = new ArrayList<>();
      for (RecordField field : old.fields()) {
        PointValues found = values.all().get(values.nameOf(field.name()));
        if (found != null && field.holds(found, values.pointCount())) {
          from.add(found);
        }
      }
      if (from.size() < old.fields().size()) {
        continue;
      }
      int at = length;
      appendExtra(old.description());
      for (int i = 0; i < from.size(); i++) {
        RecordField field = old.fields().get(i);
        add(field.movedBy(at - old.at()), from.get(i));
        left.remove(values.nameOf(field.name()));
      }
      if (old.description().description().equals(PointLayout.IN_PLACE)) {
        replaced.add(old.description().name());
      }
    }
  }

  private void appendExtra(ExtraField extra) {
    extras.add(extra);
    length += extra.length();
  }

  /// Where the byte lies that tells which coordinates are numbers; -1 if all are.
  private int maskAt() {
    if (values.areCoordinatesFinite()) {
      return -1;
    }
    int at = format.length();
    for (ExtraField extra : extras) {
      if (PointLayout.isFiniteMask(extra)) {
        return at;
      }
      at += extra.length();
    }
    appendExtra(
        ExtraField.of(PointLayout.FINITE, ScalarType.UINT8, PointLayout.FINITE_DESCRIPTION));
    return length - 1;
  }

  private void addUsual(int maskAt, Set<String> replaced) {
    int channel = 0;
    for (RecordField field : PointLayout.usual(format, quantization.scales(), maskAt)) {
      PointValues found = values.all().get(field.name());
      boolean isColor = List.of("red", "green", "blue").contains(field.name());
      int color = isColor ? channel++ : 0;
      if (field instanceof RecordField.Coordinate coordinate) {
        add(field, coordinates(coordinate.axis()));
      } else if (found != null
          && !replaced.contains(field.name())
          && field.holds(found, values.pointCount())) {
        add(field, found);
        left.remove(field.name());
      } else if (isColor) {
        add(field, values.shownColor(color));
      } else if (field.name().equals("return_number") || field.name().equals("number_of_returns")) {
        add(field, PointValues.constant(1));
      }
    }
  }

  /// World coordinates along an axis.
  PointValues coordinates(int axis) {
    return fileScales == null
        ? values.shownCoordinates(axis)
        : values.coordinates(axis, fileScales);
  }

  /// The bytes that nothing describes, as far as the cloud still has them.
  private List<Assignment> takeUnnamed(PointLayout layout) {
    List<Assignment> unnamed = new ArrayList<>();
    for (RecordField field : layout.undescribed()) {
      PointValues found = values.all().get(field.name());
      if (found != null && field.holds(found, values.pointCount())) {
        unnamed.add(new Assignment(field, found));
        left.remove(field.name());
      }
    }
    return unnamed;
  }

  private void addNewExtras() {
    Set<String> usual = new HashSet<>();
    PointLayout.usual(format, quantization.scales(), -1).forEach(field -> usual.add(field.name()));
    Set<String> taken = new HashSet<>();
    extras.forEach(extra -> taken.add(extra.name()));
    for (Map.Entry<String, PointValues> entry : values.all().entrySet()) {
      String name = entry.getKey();
      if (left.contains(name)) {
        PointValues from = entry.getValue();
        String description = usual.contains(name) ? PointLayout.IN_PLACE : "";
        int at = length;
        appendExtra(ExtraField.of(fitting(name, taken), from.type(), description));
        add(new RecordField.Plain(name, from.type(), at), from);
      }
    }
  }

  /// The name, cut to what a description has room for, and unlike the others.
  private static String fitting(String name, Set<String> taken) {
    String fitting = cut(name.isBlank() ? "unnamed" : name, NAME_BYTES);
    for (int n = 2; !taken.add(fitting); n++) {
      String end = "_" + n;
      fitting = cut(name, NAME_BYTES - end.length()) + end;
    }
    return fitting;
  }

  private static String cut(String name, int bytes) {
    String cut = name;
    while (cut.getBytes(StandardCharsets.UTF_8).length > bytes) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  PointFormat format() {
    return format;
  }

  /// Bytes of a point record.
  int length() {
    return length;
  }

  double[] scales() {
    return quantization.scales();
  }

  List<ExtraField> extras() {
    return List.copyOf(extras);
  }

  int pointCount() {
    return values.pointCount();
  }

  /// The return numbers as they are written.
  PointValues returnNumbers() {
    return assignments.stream()
        .filter(each -> each.field().name().equals("return_number"))
        .map(Assignment::values)
        .findFirst()
        .orElse(PointValues.constant(0));
  }

  /// The records of the points from `first` on.
  byte[] records(int first, int count) {
    byte[] records = new byte[count * length];
    for (Assignment each : assignments) {
      each.field().encode(each.values(), first, records, length, count);
    }
    return records;
  }
}
