package cadenza.app.scans;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.Sample;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;

/// Reads the room that ships with Cadenza.
public final class SampleRoom implements ScanSource {
  private final AppFolders folders;

  public SampleRoom(AppFolders folders) {
    this.folders = folders;
  }

  @Override
  public ScanContents read(Path ignored, Progress progress) throws IOException {
    return ScanFormats.read(Sample.file(folders), progress);
  }
}
