package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The variable length records of a file, before and behind the points.
///
/// @param before those before the points
/// @param behind those behind the points
record LasRecords(List<VariableRecord> before, List<VariableRecord> behind) {
  static final String SPECIFICATION = "LASF_Spec";
  static final String PROJECTION = "LASF_Projection";

  /// Number of the record that describes extra bytes, of [#SPECIFICATION].
  static final int EXTRA_BYTES = 4;

  /// Number of the record that holds waveforms, of [#SPECIFICATION].
  static final int WAVEFORMS = 65535;

  // Records of a megabyte are small change for a scan; thousands of them are none of a scan.
  private static final long MOST_BYTES = 256L << 20;

  LasRecords {
    before = List.copyOf(before);
    behind = List.copyOf(behind);
  }

  /// Reads as many records as are there.
  ///
  /// @param warnings where to say that some lack
  static LasRecords read(FileBytes file, LasHeader header, List<String> warnings)
      throws IOException {
    long start = Math.max(LasHeader.LENGTH_1_2, header.length());
    List<VariableRecord> before = new ArrayList<>();
    read(file, start, header.recordCount(), false, before);
    if (before.size() < header.recordCount()) {
      warnings.add(
          "the header promises %d records before the points, %d are there: such as the reference system may lack."
              .formatted(header.recordCount(), before.size()));
    }
    List<VariableRecord> behind = new ArrayList<>();
    long at = header.extendedRecordsAt();
    if (at > 0) {
      read(file, at, header.extendedRecordCount(), true, behind);
      if (behind.size() < header.extendedRecordCount()) {
        warnings.add(
            "the header promises %d records behind the points, %d are there."
                .formatted(header.extendedRecordCount(), behind.size()));
      }
    }
    boolean isThere = behind.stream().anyMatch(record -> record.is(SPECIFICATION, WAVEFORMS));
    if (header.waveformsAt() > 0 && !isThere) {
      VariableRecord waveforms = VariableRecord.read(file, header.waveformsAt(), file.size(), true);
      if (waveforms != null && waveforms.is(SPECIFICATION, WAVEFORMS)) {
        behind.add(waveforms);
      }
    }
    return new LasRecords(before, behind);
  }

  private static void read(
      FileBytes file, long start, long count, boolean isExtended, List<VariableRecord> records)
      throws IOException {
    long at = start;
    long kept = 0;
    while (records.size() < count && kept < MOST_BYTES) {
      VariableRecord record = VariableRecord.read(file, at, file.size(), isExtended);
      if (record == null) {
        return;
      }
      records.add(record);
      at += record.totalLength();
      kept += record.head().length + record.bytes().length;
    }
  }

  /// Where the records before the points end.
  long endOfBefore(LasHeader header) {
    long at = Math.max(LasHeader.LENGTH_1_2, header.length());
    for (VariableRecord record : before) {
      at += record.totalLength();
    }
    return at;
  }

  /// All records of one kind.
  Stream<VariableRecord> all(String user, int number) {
    return Stream.concat(before.stream(), behind.stream())
        .filter(record -> record.is(user, number));
  }

  Optional<VariableRecord> find(String user, int number) {
    return all(user, number).findFirst();
  }

  /// The content of a record; empty if there is none such or it is as large as none should be.
  Optional<byte[]> content(String user, int number) {
    return find(user, number).map(VariableRecord::bytes).filter(bytes -> bytes.length > 0);
  }
}
