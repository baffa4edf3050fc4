package cadenza.app.scans;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Scans from files of all formats; of what is larger than memory, as much as fits.
public final class FileScans implements ScanSource {
  private static final int FIRST_POINTS = 1_000_000;

  @Override
  public ScanContents read(Path file, Progress progress) throws IOException {
    return ScanFormats.read(file, ReadOptions.whatFits(), progress);
  }

  @Override
  public Optional<PointCloud> firstLook(Path file, Progress progress) throws IOException {
    return ScanFormats.preview(file, FIRST_POINTS, progress);
  }

  @Override
  public ScanContents readPart(Path file, Bounds region, Progress progress) throws IOException {
    return ScanFormats.read(file, ReadOptions.whatFits().within(region), progress);
  }

  @Override
  public ScanContents readColumns(Path file, List<String> columns, Progress progress)
      throws IOException {
    return ScanFormats.read(file, ReadOptions.whatFits().withColumns(columns), progress);
  }

  @Override
  public boolean isScanFolder(Path folder) {
    return ScanFormats.isScanFolder(folder);
  }
}
