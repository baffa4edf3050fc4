package cadenza.scan.io.arrays;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Reads NPZ, a zip of arrays that NumPy saved, compressed or not: coordinates, colours, normals
/// and attributes by their names ([ArrayNames]).
public final class NpzReader implements ScanReader {
  private static final String EXTENSION = ".npy";
  private static final int MAX_NOTES_BYTES = 1 << 24;
  private static final int CHECK_BYTES = 1 << 20;

  @Override
  public String format() {
    return "npz";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("npz");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    boolean isZip =
        head.length > 4
            && head[0] == 'P'
            && head[1] == 'K'
            && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
    if (!isZip) {
      return Match.NO;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    boolean isNamed = fileName.toLowerCase(Locale.ROOT).endsWith(".npz");
    return isNamed || text.indexOf(EXTENSION) >= 30 ? Match.CERTAIN : Match.NO;
  }

  @Override
  public boolean takesColumns() {
    return true;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file);
        Archive archive = Archive.open(file, bytes)) {
      ArrayScan scan = archive.scan(options);
      scan.checkExpansion(bytes.size());
      ScanContents contents = scan.read("npz", options, progress.slice(0, 0.9));
      return contents.withWarnings(archive.problems(progress.slice(0.9, 1)));
    }
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file);
        Archive archive = Archive.open(file, bytes)) {
      return archive.scan(ReadOptions.everything()).preview(points, progress);
    }
  }

  /// The arrays of an archive.
  private record Archive(
      Path file, ZipIndex index, List<ArrayPart> parts, ScanNotes notes, List<String> warnings)
      implements AutoCloseable {
    static Archive open(Path file, FileBytes bytes) throws IOException {
      ZipIndex index = ZipIndex.of(bytes);
      Archive archive =
          new Archive(file, index, new ArrayList<>(), notes(index), new ArrayList<>());
      for (ZipIndex.Entry entry : index.entries()) {
        if (entry.name().endsWith(EXTENSION) && !isNotes(entry)) {
          archive.add(entry);
        }
      }
      if (index.entries().isEmpty()) {
        throw new ScanException(
            file, "the zip is damaged: no array is found in it", "Copy or export it again.");
      }
      if (index.isCut()) {
        archive.warnings.add(
            "the end of the zip is missing; arrays that would follow %s are lost."
                .formatted(index.entries().getLast().name()));
      }
      return archive;
    }

    private static boolean isNotes(ZipIndex.Entry entry) {
      return entry.name().equals(ScanNotes.NAME + EXTENSION);
    }

    private static ScanNotes notes(ZipIndex index) throws IOException {
      for (ZipIndex.Entry entry : index.entries()) {
        if (isNotes(entry) && entry.isReadable()) {
          try (ArrayBytes bytes = entry.open()) {
            NpyHeader header = NpyHeader.read(bytes);
            byte[] text =
                new byte[Math.clamp(bytes.atMost() - header.dataStart(), 0, MAX_NOTES_BYTES)];
            int read = bytes.read(header.dataStart(), text, 0, text.length);
            return ScanNotes.parse(Arrays.copyOf(text, read));
          } catch (IllegalArgumentException e) {
            return ScanNotes.none();
          }
        }
      }
      return ScanNotes.none();
    }

    private void add(ZipIndex.Entry entry) throws IOException {
      String name = entry.name().substring(0, entry.name().length() - EXTENSION.length());
      if (!entry.isReadable()) {
        warnings.add(
            "%s is %s; it is left out."
                .formatted(
                    name,
                    entry.isEncrypted() ? "locked by a password" : "packed in a way not known"));
        return;
      }
      try {
        parts.addAll(ArrayPart.of(name, entry.open()));
      } catch (IllegalArgumentException e) {
        warnings.add("%s holds %s; it is left out.".formatted(name, e.getMessage()));
      }
    }

    ArrayScan scan(ReadOptions options) throws IOException {
      ArrayChoice choice = ArrayChoice.of(file, options, parts, notes.attributes());
      return new ArrayScan(file, choice, notes);
    }

    /// What is wrong with the archive, once its points were read.
    List<String> problems(Progress progress) throws IOException {
      List<String> problems = new ArrayList<>(warnings);
      byte[] buffer = new byte[CHECK_BYTES];
      for (ZipIndex.Entry entry : index.entries()) {
        boolean isWhole = entry.data().length() == entry.size();
        if (entry.isStored() && isWhole && entry.checksum() >= 0 && !entry.isEncrypted()) {
          CRC32 crc = new CRC32();
          for (long at = 0; at < entry.size(); at += buffer.length) {
            progress.checkCancelled();
            crc.update(buffer, 0, entry.data().read(at, buffer, 0, buffer.length));
          }
          if (crc.getValue() != entry.checksum()) {
            problems.add(
                "the checksum of %s is wrong: some of its numbers are damaged."
                    .formatted(entry.name()));
          }
        }
      }
      return problems;
    }

    @Override
    public void close() {
      for (ArrayPart part : parts) {
        part.columns().forEach(column -> column.strip().bytes().close());
      }
    }
  }
}
