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

  /// Reads what stands around the points.
  ///
  /// @throws ScanException if the header makes no sense
  static LasFile open(FileBytes bytes, Progress progress) throws IOException {
    List<String> warnings = new ArrayList<>();
    LasHeader header = LasHeader.read(bytes);
    LasRecords records = LasRecords.read(bytes, header, warnings);
    Optional<LazVlr> vlr = compression(bytes, header, records);
    PointFormat format = header.format();
    int length = recordLength(bytes, header, vlr, warnings);
    PointLayout layout =
        PointLayout.of(format, length, scales(header, warnings), extras(records), warnings);
    long start = start(bytes, header, records, warnings);
    if (vlr.isPresent()) {
      long promised = header.pointCount(-1);
      PointRecords points =
          LazRecords.open(bytes, vlr.get(), layout, start, promised, progress, warnings);
      promised = tellCount(promised, points.rows(), warnings);
      return new LasFile(bytes, header, records, layout, points, promised, true, warnings);
    }
    long fitting = Math.max(0, end(bytes, header, start) - start) / length;
    long promised = tellCount(header.pointCount(fitting), fitting, warnings);
    PointRecords points =
        new PlainRecords(
            bytes, layout, start, Math.min(promised, Math.max(0, bytes.size() - start) / length));
    return new LasFile(bytes, header, records, layout, points, promised, false, warnings);
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
      FileBytes bytes, LasHeader header, Optional<LazVlr> vlr, List<String> warnings)
      throws ScanException {
    int least = header.format().length();
    int claimed = header.recordLength();
    int length = vlr.map(LazVlr::recordLength).orElse(claimed);
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
    if (length < least) {
      warnings.add(
          "the header says that a point has %d bytes; in point format %d it has %d at least, which were taken."
              .formatted(claimed, header.format().number(), least));
      return least;
    }
    return length;
  }

  private static double[] scales(LasHeader header, List<String> warnings) {
    double[] scales = new double[6];
    for (int axis = 0; axis < 3; axis++) {
      double scale = header.scale(axis);
      double offset = header.offset(axis);
      boolean isScale = Double.isFinite(scale) && scale != 0;
      boolean isOffset = Double.isFinite(offset);
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
        .content(LasRecords.SPECIFICATION, LasRecords.EXTRA_BYTES)
        .map(ExtraField::parse)
        .orElse(List.of());
  }

  /// Where the points begin. What cannot be true is replaced by the end of the records.
  private static long start(
      FileBytes bytes, LasHeader header, LasRecords records, List<String> warnings) {
    long claimed = header.pointsAt();
    long end = records.endOfBefore(header);
    if (claimed >= LasHeader.LENGTH_1_2 && claimed <= bytes.size() || end >= bytes.size()) {
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

  /// A header whose writer never came back to it promises nothing, though points are there.
  private static long tellCount(long promised, long there, List<String> warnings) {
    if (promised == 0 && there > 0) {
      warnings.add("the header says 0 points, but there are %d.".formatted(there));
      return there;
    }
    if (promised < there) {
      warnings.add("the header says %d points; there is room for %d.".formatted(promised, there));
    }
    return promised;
  }

  /// An origin for float offsets: in the middle of points from all over the file. Where only few
  /// can be had quickly, the box in the header says more, if those few lie in it.
  double[] origin() throws IOException {
    double[] sample = points.sample();
    return Origin.choose(
        sample.length < 3 * ENOUGH_POINTS && header.bounds().contains(sample)
            ? header.bounds().center()
            : sample);
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
