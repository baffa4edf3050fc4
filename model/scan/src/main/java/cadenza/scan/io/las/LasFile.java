package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Origin;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A LAS or LAZ file that was opened: what stands around its points, and the points to be decoded.
///
/// @param promised how many points the header promises
/// @param warnings what was found to be wrong so far
record LasFile(
    FileBytes bytes,
    LasHeader header,
    LasRecords records,
    PointLayout layout,
    PointRecords points,
    long promised,
    boolean isCompressed,
    List<String> warnings) {
  private static final int ENOUGH_POINTS = 100;
  private static final int MOST_RECORD_BYTES = 65535;

  // From a picometre to a thousand kilometres, and the size of the solar system.
  private static final double LEAST_SCALE = 1e-12;
  private static final double MOST_SCALE = 1e6;
  private static final double MOST_OFFSET = 1e13;

  /// Reads what stands around the points.
  ///
  /// @throws ScanException if the header makes no sense
  static LasFile open(FileBytes bytes, Progress progress) throws IOException {
    List<String> warnings = new ArrayList<>();
    LasHeader header = LasHeader.read(bytes);
    LasRecords records = LasRecords.read(bytes, header, warnings);
    Optional<LazVlr> vlr = compression(bytes, header, records);
    PointFormat format = header.format();
    long start = start(bytes, header, records, warnings);
    int length = recordLength(bytes, header, vlr, start, warnings);
    PointLayout layout =
        PointLayout.of(format, length, scales(header, warnings), extras(records), warnings);
    return vlr.isPresent()
        ? packed(bytes, header, records, layout, vlr.get(), start, progress, warnings)
        : plain(bytes, header, records, layout, start, warnings);
  }

  private static LasFile plain(
      FileBytes bytes,
      LasHeader header,
      LasRecords records,
      PointLayout layout,
      long start,
      List<String> warnings) {
    long fitting = Math.max(0, end(bytes, header, start) - start) / layout.length();
    long promised = header.pointCount(fitting);
    if (promised == 0 && fitting > 0) {
      warnings.add("the header says 0 points, but there are %d.".formatted(fitting));
      promised = fitting;
    } else if (promised < fitting) {
      warnings.add(
          "the header says %d points; behind them there is room for %d more, which were not read."
              .formatted(promised, fitting - promised));
    }
    long there = Math.max(0, bytes.size() - start) / layout.length();
    PointRecords points = new PlainRecords(bytes, layout, start, Math.min(promised, there));
    return new LasFile(bytes, header, records, layout, points, promised, false, warnings);
  }

  private static LasFile packed(
      FileBytes bytes,
      LasHeader header,
      LasRecords records,
      PointLayout layout,
      LazVlr vlr,
      long start,
      Progress progress,
      List<String> warnings)
      throws IOException {
    long promised = header.pointCount(-1);
    PointRecords points =
        LazRecords.open(bytes, records, vlr, layout, start, promised, progress, warnings);
    if (promised < points.rows()) {
      warnings.add(
          "the header says %d points, but there are %d.".formatted(promised, points.rows()));
      promised = points.rows();
    }
    return new LasFile(bytes, header, records, layout, points, promised, true, warnings);
  }

  private static Optional<LazVlr> compression(FileBytes bytes, LasHeader header, LasRecords records)
      throws ScanException {
    Optional<byte[]> content = records.content(LazVlr.USER, LazVlr.NUMBER);
    if (content.isEmpty() && header.isCompressed()) {
      throw new ScanException(
          bytes.path(),
          "its points are compressed, but the record that says how is missing",
          "It is damaged or cut short: copy or export it again.");
    }
    if (content.isEmpty()) {
      return Optional.empty();
    }
    LazVlr vlr = LazVlr.parse(bytes.path(), content.get());
    return vlr.compressor() == LazVlr.Compressor.NONE ? Optional.empty() : Optional.of(vlr);
  }

  private static int recordLength(
      FileBytes bytes, LasHeader header, Optional<LazVlr> vlr, long start, List<String> warnings)
      throws ScanException {
    int least = header.format().length();
    int length = vlr.map(LazVlr::recordLength).orElse(header.recordLength());
    boolean fits =
        vlr.isEmpty()
            || length >= least
                && (vlr.get().compressor() == LazVlr.Compressor.LAYERED)
                    == header.format().isExtended();
    if (!fits) {
      throw new ScanException(
          bytes.path(),
          "the header says point format %d, but its points are compressed as another"
              .formatted(header.format().number()),
          "It is damaged: copy or export it again.");
    }
    if (vlr.isEmpty()
        && (length < least || bytes.size() > start && length > bytes.size() - start)) {
      return likelyLength(bytes, header, start, warnings);
    }
    return length;
  }

  /// The length of a record where the header says one that cannot be: what the number of points
  /// leaves for each, or the least that the format has.
  private static int likelyLength(
      FileBytes bytes, LasHeader header, long start, List<String> warnings) {
    int least = header.format().length();
    long available = end(bytes, header, start) - start;
    long points = header.pointCount(available / least);
    long each = points > 0 && available % points == 0 ? available / points : 0;
    int length = each >= least && each <= MOST_RECORD_BYTES ? (int) each : least;
    if (available > 0) {
      warnings.add(
          "the header says that a point has %d bytes, which cannot be; %d were taken."
              .formatted(header.recordLength(), length));
    }
    return length;
  }

  private static double[] scales(LasHeader header, List<String> warnings) {
    double[] scales = new double[6];
    for (int axis = 0; axis < 3; axis++) {
      double scale = header.scale(axis);
      double offset = header.offset(axis);
      boolean isScale =
          Math.abs(scale) >= LEAST_SCALE && Math.abs(scale) <= MOST_SCALE; // not NaN either
      boolean isOffset = Math.abs(offset) <= MOST_OFFSET;
      scales[axis] = isScale ? scale : 1;
      scales[3 + axis] = isOffset ? offset : 0;
      if (!isScale || !isOffset) {
        warnings.add(
            "the header gives %s the scale %s and the offset %s; %s and %s were taken, so sizes and places are wrong."
                .formatted("xyz".charAt(axis), scale, offset, scales[axis], scales[3 + axis]));
      }
    }
    return scales;
  }

  private static List<ExtraField> extras(LasRecords records) {
    return records
        .all(LasRecords.SPECIFICATION, LasRecords.EXTRA_BYTES)
        .flatMap(record -> ExtraField.parse(record.bytes()).stream())
        .toList();
  }

  /// Where the points begin. What cannot be true is replaced by the end of the records.
  private static long start(
      FileBytes bytes, LasHeader header, LasRecords records, List<String> warnings) {
    long claimed = header.pointsAt();
    long end = records.endOfBefore(header);
    boolean isPossible = claimed >= LasHeader.LENGTH_1_2 && claimed <= bytes.size();
    boolean areRecordsWhole = records.before().size() == header.recordCount();
    if (isPossible || !areRecordsWhole || end > bytes.size() - header.format().length()) {
      return claimed;
    }
    warnings.add(
        "the header says that points begin at byte %d of %d; they were read from byte %d on, behind the records."
            .formatted(claimed, bytes.size(), end));
    return end;
  }

  /// Where points can reach at most.
  private static long end(FileBytes bytes, LasHeader header, long start) {
    long end = bytes.size();
    for (long behind : new long[] {header.extendedRecordsAt(), header.waveformsAt()}) {
      if (behind >= start && behind < end) {
        end = behind;
      }
    }
    return end;
  }

  /// An origin for float offsets: in the middle of points from all over the file. Where only few
  /// can be had quickly, the box in the header says more, if those few lie in it.
  double[] origin() throws IOException {
    double[] sample = points.sample();
    return Origin.choose(
        sample.length < 3 * ENOUGH_POINTS && isBoxBelieved(sample)
            ? header.bounds().center()
            : sample);
  }

  private boolean isBoxBelieved(double[] sample) {
    double[] center = header.bounds().center();
    double[] scales = layout.scales();
    for (int axis = 0; axis < 3; axis++) {
      double steps = Math.abs((center[axis] - scales[3 + axis]) / scales[axis]);
      if (!(steps <= Integer.MAX_VALUE)) {
        return false; // no point of the file can lie there
      }
    }
    return header.bounds().contains(sample);
  }

  /// What the file is, in a few words.
  String words() {
    boolean isCopc = records.find(CopcNodes.USER, CopcNodes.INFO).isPresent();
    return "%s %s (%spoint format %d)"
        .formatted(
            isCompressed ? "laz" : "las",
            header.version(),
            isCopc && isCompressed ? "copc, " : "",
            header.format().number());
  }
}
