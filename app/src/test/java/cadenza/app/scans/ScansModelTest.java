package cadenza.app.scans;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.io.Station;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScansModelTest {
  @TempDir Path folder;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final Settings settings = new Settings();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final ScansModel model =
      new ScansModel(
          workspace, tasks, settings, ScanFormats::read, ScanFormats::write, Set.of("ply"));

  @AfterEach
  void close() {
    tasks.close();
  }

  private void openAndWait(Path... files) {
    model.open(List.of(files));
    thread.runUntil(() -> model.openingProperty().get() == 0);
  }

  @Test
  void opensFilesInTheirOrderAndShowsTheLast() throws IOException {
    Path a = SmallRoom.write(folder.resolve("a.ply"));
    Path b = SmallRoom.write(folder.resolve("b.ply"));
    openAndWait(a, b);
    assertThat(workspace.scans()).extracting(OpenScan::name).containsExactly("a.ply", "b.ply");
    assertThat(workspace.current().name()).isEqualTo("b.ply");
    assertThat(settings.recentFiles()).containsExactly(b, a);
    assertThat(workspace.current().cloud().pointCount()).isEqualTo(SmallRoom.POINTS);
  }

  @Test
  void aFileThatIsOpenIsShownInsteadOfOpenedTwice() throws IOException {
    Path a = SmallRoom.write(folder.resolve("a.ply"));
    Path b = SmallRoom.write(folder.resolve("b.ply"));
    openAndWait(a, b);
    openAndWait(a);
    assertThat(workspace.scans()).hasSize(2);
    assertThat(workspace.current().name()).isEqualTo("a.ply");
  }

  @Test
  void aBadFileIsToldAndTheOthersOpen() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.ply"), "ply\nformat nonsense 1.0\n");
    Path good = SmallRoom.write(folder.resolve("good.ply"));
    openAndWait(bad, good);
    assertThat(workspace.scans()).extracting(OpenScan::name).containsExactly("good.ply");
    assertThat(workspace.notices()).hasSize(1);
    Notice notice = workspace.notices().getFirst();
    assertThat(notice.severity()).isEqualTo(Notice.Severity.ERROR);
    assertThat(notice.text()).startsWith("bad.ply");
    assertThat(notice.advice()).isNotEmpty();
  }

  @Test
  void aFolderOpensItsScans() throws IOException {
    SmallRoom.write(folder.resolve("one.ply"));
    SmallRoom.write(folder.resolve("two.PLY"));
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    model.open(List.of(folder));
    thread.runUntil(() -> workspace.scans().size() == 2);
    assertThat(workspace.scans())
        .extracting(OpenScan::name)
        .containsExactlyInAnyOrder("one.ply", "two.PLY");
  }

  @Test
  void anEmptyFolderIsExplained() {
    model.open(List.of(folder));
    thread.runUntil(() -> !workspace.notices().isEmpty());
    assertThat(workspace.notices().getFirst().text()).contains("no scan");
  }

  @Test
  void whatTheReaderLostIsTold() {
    ScanContents partial =
        new ScanContents(SmallRoom.cloud(), "test").withWarnings(List.of("Half is missing."));
    model.add(new OpenScan("half", null, partial));
    assertThat(workspace.notices().getFirst().severity()).isEqualTo(Notice.Severity.WARNING);
    assertThat(workspace.notices().getFirst().text()).isEqualTo("Half is missing.");
  }

  @Test
  void theThumbnailIsDrawnOnceAskedFor() {
    model.add(new OpenScan("corner", null, SmallRoom.contents()));
    OpenScan scan = workspace.current();
    model.startThumbnails();
    thread.runUntil(() -> scan.thumbnailProperty().get() != null);
    int[] pixels = scan.thumbnailProperty().get().argb();
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(10);
  }

  @Test
  void exportWritesEveryPointWithItsAttributes() throws IOException {
    model.add(new OpenScan("corner", null, SmallRoom.contents()));
    Path out = folder.resolve("out.ply");
    model.export(workspace.current(), out);
    thread.runUntil(() -> !workspace.notices().isEmpty());
    assertThat(workspace.notices().getFirst().severity()).isEqualTo(Notice.Severity.INFO);
    ScanContents read = ScanFormats.read(out, Progress.none());
    assertThat(read.cloud().pointCount()).isEqualTo(SmallRoom.POINTS);
    assertThat(read.cloud().attribute("label")).isPresent();
  }

  @Test
  void closingTheShownScanShowsItsNeighbour() throws IOException {
    openAndWait(SmallRoom.write(folder.resolve("a.ply")), SmallRoom.write(folder.resolve("b.ply")));
    model.close(workspace.current());
    assertThat(workspace.current().name()).isEqualTo("a.ply");
    model.close(workspace.current());
    assertThat(workspace.current()).isNull();
  }

  /// A source of a scan that is first shown in part.
  private static final class SlowSource implements ScanSource {
    private final PointCloud look = SmallRoom.cloud();
    private final CountDownLatch go = new CountDownLatch(1);
    private final boolean isGood;

    SlowSource(boolean isGood) {
      this.isGood = isGood;
    }

    @Override
    public Optional<PointCloud> firstLook(Path file, Progress progress) {
      return Optional.of(look);
    }

    @Override
    public ScanContents read(Path file, Progress progress) throws IOException {
      try {
        while (!go.await(5, TimeUnit.MILLISECONDS)) {
          progress.checkCancelled();
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (!isGood) {
        throw new IOException("a.las: the disk is gone");
      }
      return SmallRoom.contents().withPointsInFile(5L * SmallRoom.POINTS);
    }

    @Override
    public ScanContents readPart(Path file, Bounds region, Progress progress) {
      return SmallRoom.contents().withWarnings(List.of("from " + region.min()[0]));
    }
  }

  private ScansModel slow(SlowSource source) {
    return new ScansModel(workspace, tasks, settings, source, ScanFormats::write, Set.of("las"));
  }

  @Test
  void aFirstLookIsShownUntilTheWholeScanIsThere() {
    SlowSource source = new SlowSource(true);
    ScansModel model = slow(source);
    model.open(List.of(folder.resolve("a.las")));
    thread.runUntil(() -> workspace.current() != null);
    OpenScan scan = workspace.current();
    assertThat(scan.isComplete()).isFalse();
    assertThat(scan.cloud()).isSameAs(source.look);
    assertThat(scan.activityProperty().get()).isEqualTo("opening");
    source.go.countDown();
    thread.runUntil(() -> model.openingProperty().get() == 0);
    assertThat(workspace.scans()).containsExactly(scan);
    assertThat(scan.isComplete()).isTrue();
    assertThat(scan.cloud()).isNotSameAs(source.look);
    assertThat(scan.isThinned()).isTrue();
    model.openPart(scan, new Bounds(new double[] {7, 0, 0}, new double[] {8, 1, 1}));
    thread.runUntil(() -> workspace.scans().size() == 2);
    assertThat(workspace.current().name()).isEqualTo("a.las (part)");
    assertThat(workspace.current().warnings()).containsExactly("from 7.0");
  }

  @Test
  void exportingAThinnedScanWarnsThatNotAllIsWritten() {
    ScanContents some = SmallRoom.contents().withPointsInFile(240_000_000);
    model.add(new OpenScan("some", null, some));
    model.export(workspace.current(), folder.resolve("some.ply"));
    thread.runUntil(() -> !workspace.notices().isEmpty());
    Notice notice = workspace.notices().getFirst();
    assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
    assertThat(notice.text()).contains("of 240 M points");
  }

  @Test
  void aThinnedScanIsNotWrittenOverItsFileNorAFirstLookAtAll() throws IOException {
    Path file = SmallRoom.write(folder.resolve("a.ply"));
    model.add(new OpenScan("a.ply", file, SmallRoom.contents().withPointsInFile(240_000_000)));
    long size = Files.size(file);
    model.export(workspace.current(), file);
    assertThat(workspace.notices().getFirst().text()).contains("would lose the rest");
    model.export(OpenScan.firstLook("b", file, SmallRoom.cloud()), folder.resolve("b.ply"));
    assertThat(workspace.notices().getLast().text()).contains("still being read");
    assertThat(Files.size(file)).isEqualTo(size);
    assertThat(folder.resolve("b.ply")).doesNotExist();
  }

  @Test
  void closingAFirstLookStopsTheReading() {
    SlowSource source = new SlowSource(true);
    ScansModel model = slow(source);
    model.open(List.of(folder.resolve("a.las")));
    thread.runUntil(() -> workspace.current() != null);
    workspace.close(workspace.current());
    thread.runUntil(() -> model.openingProperty().get() == 0);
    assertThat(source.go.getCount()).as("it never came to the end").isEqualTo(1);
    assertThat(workspace.scans()).isEmpty();
  }

  @Test
  void columnsOfATextAreReadAsThePersonSays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "9 1 2 3\n8 4 5 6\n");
    ScansModel model =
        new ScansModel(
            workspace, tasks, settings, new FileScans(), ScanFormats::write, Set.of("txt"));
    model.open(List.of(file));
    thread.runUntil(() -> model.openingProperty().get() == 0);
    OpenScan scan = workspace.current();
    assertThat(ScansModel.columnsOf(scan)).containsExactly("x", "y", "z", "intensity");
    model.readColumns(scan, List.of("echo", "x", "y", "z"));
    thread.runUntil(() -> scan.cloud().attribute("echo").isPresent());
    assertThat(scan.cloud().positions()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(ScansModel.columnsOf(scan)).containsExactly("echo", "x", "y", "z");
    model.readColumns(scan, List.of("echo", "y"));
    thread.runUntil(() -> workspace.notices().getLast().text().contains("without x, y and z"));
    assertThat(scan.cloud().positions()).as("the old reading stays").hasSize(6);
  }

  @Test
  void aFirstLookGoesWhereTheRestCannotBeRead() {
    SlowSource source = new SlowSource(false);
    ScansModel model = slow(source);
    model.open(List.of(folder.resolve("a.las")));
    thread.runUntil(() -> workspace.current() != null);
    source.go.countDown();
    thread.runUntil(() -> model.openingProperty().get() == 0);
    assertThat(workspace.scans()).isEmpty();
    assertThat(workspace.notices().getFirst().text()).contains("the disk is gone");
  }

  @Test
  void aScanThatWasMovedNoLongerHasTheFilesPlaces() {
    ScanContents contents =
        SmallRoom.contents()
            .withCrs("EPSG:25832")
            .withStations(List.of(new Station("hall", 1, 2, 3)))
            .withPointsInFile(10L * SmallRoom.POINTS);
    OpenScan scan = new OpenScan("corner", null, contents);
    assertThat(scan.contents()).isEqualTo(contents);
    assertThat(scan.isThinned()).isTrue();
    scan.replaceCloud(SmallRoom.cloud(), false, true);
    assertThat(scan.contents().crs()).isEmpty();
    assertThat(scan.contents().stations()).isEmpty();
    assertThat(scan.isThinned()).isFalse();
  }
}
