package cadenza.scan.io.arrays;

import cadenza.scan.Attribute;
import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes NPZ as `numpy.savez` does: stored, one array an attribute ([CloudArrays]). The same cloud
/// gives the same bytes.
public final class NpzWriter implements ScanWriter {
  @Override
  public String format() {
    return "npz";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("npz");
  }

  @Override
  public void write(ScanContents contents, Path file, Progress progress) throws IOException {
    CloudArrays cloud = CloudArrays.of(contents, Attribute.INTENSITY);
    List<OutArray> arrays = new ArrayList<>(cloud.arrays());
    if (!cloud.notes().isEmpty()) {
      arrays.add(OutArray.ofText(ScanNotes.NAME, cloud.notes().toJson()));
    }
    AtomicFile.write(
        file,
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < arrays.size(); i++) {
              double from = (double) i / arrays.size();
              double to = (i + 1.0) / arrays.size();
              write(zip, arrays.get(i), progress.slice(from, to));
            }
          }
        });
  }

  /// A stored entry names its checksum in front, so the array is made twice.
  private static void write(ZipOutputStream zip, OutArray array, Progress progress)
      throws IOException {
    CRC32 crc = new CRC32();
    array.writeTo(
        new CheckedOutputStream(OutputStream.nullOutputStream(), crc), progress.slice(0, 0.3));
    ZipEntry entry = new ZipEntry(array.name() + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setTime(315_532_800_000L); // 1980, the zip format's zero: no clock in the output
    entry.setSize(array.size());
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    array.writeTo(zip, progress.slice(0.3, 1));
    zip.closeEntry();
  }
}
