package cadenza.scan.io.las;

import cadenza.scan.io.ScanContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The variable length records of a file that is written: those of the file the points came from,
/// but for those that speak of how and in which order its points are stored, and what has changed.
///
/// @param isWkt whether the reference system is told as WKT
record WrittenRecords(List<VariableRecord> before, List<VariableRecord> behind, boolean isWkt) {
  private static final int MOST_BYTES = 65535;

  // The index of LAStools tells where points lie in the file; it would be wrong after any edit.
  private static final String INDEX_USER = "LAStools";
  private static final int INDEX = 30;

  WrittenRecords {
    before = List.copyOf(before);
    behind = List.copyOf(behind);
  }

  static WrittenRecords of(
      ScanContents contents,
      @Nullable LasDetails details,
      List<ExtraField> extras,
      Optional<LazVlr> compression) {
    List<VariableRecord> before = new ArrayList<>();
    List<VariableRecord> behind = new ArrayList<>();
    boolean isWkt = false;
    Optional<String> old = Optional.empty();
    if (details != null) {
      old = ReferenceSystem.of(details.header(), details.records());
    }
    boolean isSystemKept = details != null && old.equals(contents.crs());
    if (details != null) {
      isWkt = details.header().hasWkt();
      details.records().before().stream()
          .filter(record -> isKept(record, isSystemKept))
          .forEach(before::add);
      details.records().behind().stream()
          .filter(record -> isKept(record, isSystemKept))
          .forEach(behind::add);
    }
    if (!isSystemKept) {
      List<VariableRecord> system = contents.crs().map(ReferenceSystem::records).orElse(List.of());
      isWkt = contents.crs().isPresent() && ReferenceSystem.isWkt(contents.crs().get());
      before.addAll(system);
    }
    before.addAll(OwnRecords.of(contents));
    if (!extras.isEmpty()) {
      byte[][] parts = extras.stream().map(ExtraField::bytes).toArray(byte[][]::new);
      before.add(
          VariableRecord.of(
              LasRecords.SPECIFICATION, LasRecords.EXTRA_BYTES, "extra bytes", joined(parts)));
    }
    compression.ifPresent(vlr ->
        before.add(
            VariableRecord.of(
                LazVlr.USER, LazVlr.NUMBER, "how points are compressed", vlr.bytes())));
    before.stream().filter(VariableRecord::isExtended).forEach(behind::add);
    before.removeIf(VariableRecord::isExtended);
    return new WrittenRecords(before, behind, isWkt);
  }

  private static byte[] joined(byte[][] parts) {
    byte[] all = new byte[parts.length * ExtraField.BYTES];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i], 0, all, i * ExtraField.BYTES, ExtraField.BYTES);
    }
    return all;
  }

  private static boolean isKept(VariableRecord record, boolean isSystemKept) {
    boolean isStorage =
        record.is(LazVlr.USER, LazVlr.NUMBER)
            || record.user().equals(CopcNodes.USER)
            || record.is(INDEX_USER, INDEX)
            || record.is(LasRecords.SPECIFICATION, LasRecords.EXTRA_BYTES)
            || record.user().equals(OwnRecords.USER);
    return !isStorage && (isSystemKept || !record.user().equals(LasRecords.PROJECTION));
  }

  /// True if the description of extra fields is too long for a record, as with hundreds of them.
  static boolean isTooLong(List<ExtraField> extras) {
    return (long) extras.size() * ExtraField.BYTES > MOST_BYTES;
  }

  /// The least minor version that has a place for these records.
  int leastVersion() {
    return behind.stream()
            .allMatch(record -> record.is(LasRecords.SPECIFICATION, LasRecords.WAVEFORMS))
        ? behind.isEmpty() ? 0 : 3
        : 4;
  }
}
