package cadenza.scan.io.e57;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import cadenza.scan.io.Station;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads E57 (ASTM E2807): any number of scans, brought into one frame by their poses.
///
/// Points that the file calls invalid stay in their rows and have NaN coordinates. Values of
/// extensions are attributes under the names the file gives them, such as `las:pointSourceId`;
/// where a scan lacks what another has, its points get NaN or 0. Flags such as `isColorInvalid` are
/// attributes too, and the colours they speak of stay as stored. Intensities keep the file's own
/// numbers. Texts of points, groups of points and pictures are not read.
public final class E57Reader implements ScanReader {
  @Override
  public String format() {
    return "e57";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("e57");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    return FileHeader.isAtStartOf(head) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      E57File opened = E57File.open(bytes, progress);
      List<String> warnings = new ArrayList<>(opened.warnings());
      PointCloud cloud = opened.read(options, warnings, progress);
      ScanContents contents =
          new ScanContents(cloud, "e57")
              .withPointsInFile(opened.rowCount())
              .withStations(stations(opened.document().scans()))
              .withWarnings(warnings);
      return opened.document().crs().map(contents::withCrs).orElse(contents);
    }
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return E57File.open(bytes, progress).preview(points, progress);
    } catch (ScanException e) {
      return Optional.empty(); // reading it says why
    }
  }

  /// Where the scanner stood, a place a scan. A file of one scan that does not say has none; one of
  /// several scans has the place of their common frame for those that do not say.
  private static List<Station> stations(List<Data3d> scans) {
    boolean isSaid = scans.size() > 1 || scans.stream().anyMatch(scan -> scan.pose().isPresent());
    return isSaid
        ? scans.stream()
            .map(scan -> {
              double[] at = scan.pose().orElse(RigidPose.IDENTITY).translation();
              return new Station(scan.name(), at[0], at[1], at[2]);
            })
            .toList()
        : List.of();
  }
}
