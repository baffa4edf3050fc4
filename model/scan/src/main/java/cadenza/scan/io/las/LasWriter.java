package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes LAS and LAZ. A scan that came from LAS keeps its version, point format, scale, records
/// and names; any other becomes LAS 1.4 with point format 6, or 7 if it has colours. What LAS has
/// no field for becomes extra bytes.
///
/// Coordinates that are no numbers are written as zero, and an extra field `finite` tells which.
/// Normals become the extra fields `nx`, `ny` and `nz`, and 8-bit colours are written times 257, as
/// the specification wants them.
public final class LasWriter implements ScanWriter {
  private static final int MOST_EXTRA_BYTES = 65000;

  @Override
  public String format() {
    return "las";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("las", "laz");
  }

  @Override
  public void write(ScanContents contents, Path file, Progress progress) throws IOException {
    LasDetails details = contents.details().orElse(null) instanceof LasDetails ofLas ? ofLas : null;
    WritePlan plan = new WritePlan(contents, details);
    boolean isCompressed = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".laz");
    check(plan, isCompressed, file);
    Optional<LazVlr> compression =
        isCompressed
            ? Optional.of(LazVlr.of(plan.format(), plan.length() - plan.format().length()))
            : Optional.empty();
    AtomicFile.fill(
        file, channel -> write(contents, details, plan, compression, file, channel, progress));
  }

  private static void check(WritePlan plan, boolean isCompressed, Path file) throws ScanException {
    int extraBytes = plan.length() - plan.format().length();
    int most = isCompressed ? LazVlr.MOST_EXTRA_BYTES : MOST_EXTRA_BYTES;
    if (extraBytes > most || WrittenRecords.isTooLong(plan.extras())) {
      throw new ScanException(
          file,
          "its points have %d fields that LAS has no place for, more than fit"
              .formatted(plan.extras().size()),
          "Write it as PLY or NPZ, or remove some attributes.");
    }
  }

  private static void write(
      ScanContents contents,
      @Nullable LasDetails details,
      WritePlan plan,
      Optional<LazVlr> compression,
      Path file,
      FileChannel channel,
      Progress progress)
      throws IOException {
    WrittenRecords records = WrittenRecords.of(contents, details, plan.extras(), compression);
    LasHeaderWriter header =
        new LasHeaderWriter(
            details == null ? null : details.header(),
            plan.format(),
            plan.scales(),
            records.leastVersion(),
            Clock.systemUTC());
    header.setWkt(records.isWkt());
    LasOutput out = new LasOutput(file, channel);
    out.write(header.bytes());
    for (VariableRecord record : records.before()) {
      out.write(record);
    }
    header.setPoints(
        out.position(), records.before().size(), plan.length(), compression.isPresent());
    PointStatistics statistics = PointStatistics.of(contents.cloud(), plan);
    header.setStatistics(
        plan.pointCount(), statistics.returns(), statistics.low(), statistics.high());
    out.writePoints(plan, compression, progress);
    long behindAt = out.position();
    long waveformsAt = writeBehind(out, records.behind());
    header.setBehind(behindAt, records.behind().size(), waveformsAt);
    out.writeAt(0, header.bytes());
  }

  /// @return where the record with the waveforms begins; 0 if there is none
  private static long writeBehind(LasOutput out, List<VariableRecord> records) throws IOException {
    long waveformsAt = 0;
    for (VariableRecord record : records) {
      if (record.is(LasRecords.SPECIFICATION, LasRecords.WAVEFORMS)) {
        waveformsAt = out.position();
      }
      out.write(record);
    }
    return waveformsAt;
  }
}
