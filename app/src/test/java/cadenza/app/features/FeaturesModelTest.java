package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Fix;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.Download;
import cadenza.app.weights.WeightsLibrary;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.InvalidationListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeaturesModelTest {
  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final FakeEngine engine = new FakeEngine();
  private final PcaModel pca = new PcaModel(workspace, tasks);
  private final Settings settings = new Settings();
  private final WeightsModel weights =
      new WeightsModel(
          tasks,
          engine,
          new WeightsLibrary(List.of(), Path.of("nowhere"), new Download()),
          settings);
  private final FeaturesModel model =
      new FeaturesModel(workspace, tasks, engine, weights, new DeviceModel(settings), look, pca);

  @AfterEach
  void close() {
    engine.endless = false;
    tasks.close();
  }

  private OpenScan open() {
    OpenScan scan = new OpenScan("corner", null, SmallRoom.contents());
    workspace.add(scan);
    model.start();
    thread.runUntil(() -> !model.findings().isEmpty());
    return scan;
  }

  @Test
  void saysWhatTheModelSeesAtTheGridOfTheWeights() {
    open();
    assertThat(model.gridSizeMetersProperty().get()).isEqualTo(0.05f);
    assertThat(model.inspectionProperty().get().pointCount()).isEqualTo(SmallRoom.POINTS);
    assertThat(model.findings()).extracting(Finding::topic).contains("Points", "Normals", "Unit");
  }

  @Test
  void anotherGridIsInspectedAgain() {
    open();
    int fine = model.inspectionProperty().get().voxelCount();
    model.gridSizeMetersProperty().set(0.4);
    thread.runUntil(() -> model.inspectionProperty().get().gridSizeMeters() == 0.4f);
    assertThat(model.inspectionProperty().get().voxelCount()).isLessThan(fine / 4);
    model.resetGrid();
    thread.runUntil(() -> model.inspectionProperty().get().voxelCount() == fine);
  }

  @Test
  void theFixForNormalsEstimatesThem() {
    OpenScan scan = open();
    Finding normals =
        model.findings().stream().filter(f -> f.topic().equals("Normals")).findFirst().get();
    Fix fix = normals.fix().get();
    model.apply(fix);
    thread.runUntil(() -> scan.cloud().normals() != null);
    thread.runUntil(() -> model.findings().stream().anyMatch(f -> f.text().contains("here")));
    assertThat(scan.hasEstimatedNormals()).isTrue();
    assertThat(scan.activityProperty().get()).isEmpty();
  }

  @Test
  void encodingShowsPcaColoursOfEveryPointAndTheDevice() {
    OpenScan scan = open();
    assertThat(look.missing(ColorMode.PCA)).contains("Encode");
    model.encode();
    assertThat(scan.activityProperty().get()).isEqualTo("encoding");
    thread.runUntil(() -> look.modeProperty().get() == ColorMode.PCA);
    assertThat(scan.encoding().pcaArgb()).hasSize(SmallRoom.POINTS);
    assertThat(scan.encoding().pcaArgb()).doesNotContain(0);
    assertThat(model.device().nameProperty().get()).isEqualTo("Test processor");
    assertThat(model.device().reasonProperty().get()).isEqualTo("It is all a test has.");
    assertThat(scan.activityProperty().get()).isEmpty();
  }

  @Test
  void deviceAndPrecisionAreChosenRememberedAndGoWithTheEncoding() {
    OpenScan scan = open();
    model.device().choiceProperty().set(DeviceChoice.CUDA);
    model.device().precisionProperty().set(Precision.BF16);
    assertThat(settings.deviceProperty().get()).isEqualTo(DeviceChoice.CUDA);
    assertThat(settings.precisionProperty().get()).isEqualTo(Precision.BF16);
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(engine.settings.compute()).isEqualTo(new Compute(DeviceChoice.CUDA, Precision.BF16));
    assertThat(workspace.notices()).isEmpty();
    model.device().choiceProperty().set(DeviceChoice.AUTO);
    assertThat(model.device().reasonProperty().get()).contains("from the next one on");
  }

  @Test
  void aGpuWithoutRoomIsToldInTheRowAndInANotice() {
    String why = "Test GPU ran out of memory at 1,045,973 voxels, so the processor was used.";
    engine.substitute = why;
    OpenScan scan = open();
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(model.device().reasonProperty().get()).isEqualTo(why);
    assertThat(workspace.notices())
        .extracting(Notice::severity, Notice::text)
        .containsExactly(tuple(Notice.Severity.WARNING, why));
  }

  @Test
  void featuresAreComingUntilTheScanHasThem() {
    OpenScan scan = open();
    assertThat(model.isComing(scan)).isFalse();
    model.encode();
    thread.runUntil(() -> {
      boolean there = scan.encoding() != null;
      assertThat(model.isComing(scan)).isEqualTo(!there);
      return there;
    });
    assertThat(model.isComing(scan)).isFalse();
  }

  @Test
  void brightnessChangesTheColoursWithoutEncodingAgain() {
    OpenScan scan = open();
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    var first = scan.encoding();
    for (double value = 1.3; value < 1.9; value += 0.01) {
      pca.brightnessProperty().set(value);
    }
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(scan.encoding().pcaArgb()).isNotEqualTo(first.pcaArgb());
    assertThat(scan.encoding().scan()).isSameAs(first.scan());
  }

  @Test
  void cancelStopsTheEncoderAndLeavesTheScanAsItWas() throws InterruptedException {
    OpenScan scan = open();
    engine.endless = true;
    model.encode();
    thread.runUntil(() -> model.encodingTaskProperty().get() != null);
    model.cancel();
    assertThat(engine.noticedCancel.await(10, TimeUnit.SECONDS)).isTrue();
    thread.runUntil(() -> model.encodingTaskProperty().get() == null);
    assertThat(scan.encoding()).isNull();
    assertThat(scan.activityProperty().get()).isEmpty();
    assertThat(workspace.notices()).isEmpty();
  }

  @Test
  void scansAreEncodedOneAfterTheOtherAndAWaitingOneCanBeTakenBack() {
    OpenScan first = open();
    OpenScan second = new OpenScan("second", null, SmallRoom.contents());
    OpenScan third = new OpenScan("third", null, SmallRoom.contents());
    workspace.add(second);
    workspace.add(third);
    engine.endless = true;
    model.encode(first);
    model.encode(second);
    model.encode(third);
    assertThat(model.encodingScanProperty().get()).isSameAs(first);
    assertThat(second.activityProperty().get()).contains("waiting");
    model.cancel(second);
    assertThat(second.activityProperty().get()).isEmpty();
    engine.endless = false;
    thread.runUntil(() -> third.encoding() != null && tasks.tasks().isEmpty());
    assertThat(first.encoding()).isNotNull();
    assertThat(second.encoding()).isNull();
  }

  @Test
  void changedPointsDropWhatWasEncoded() {
    OpenScan scan = open();
    model.encode();
    thread.runUntil(() -> look.modeProperty().get() == ColorMode.PCA);
    scan.replaceCloud(SmallRoom.cloud(), false);
    assertThat(scan.encoding()).isNull();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.RGB);
  }

  /// The corner, bent: other features than those of the flat one.
  private static OpenScan bent(String name) {
    ScanContents flat = SmallRoom.contents();
    float[] positions = flat.cloud().positions().clone();
    for (int i = 0; i < positions.length; i += 3) {
      positions[i] *= 0.5f;
      positions[i + 2] += positions[i] * positions[i];
    }
    PointCloud cloud = PointCloud.builder(positions).colors(flat.cloud().colors()).build();
    return new OpenScan(name, null, flat.withCloud(cloud));
  }

  private long colorings() {
    return tasks.tasks().stream().filter(t -> t.title().equals("Colouring features")).count();
  }

  @Test
  void scansEncodedOneAfterTheOtherShareOneBasisAndOneColoringAtATime() {
    OpenScan one = open();
    OpenScan two = bent("two");
    workspace.add(two);
    AtomicLong most = new AtomicLong();
    tasks
        .tasks()
        .addListener(
            (InvalidationListener) tasksNow -> most.accumulateAndGet(colorings(), Math::max));
    model.encode(one);
    model.encode(two);
    thread.runUntil(
        () -> one.encoding() != null && two.encoding() != null && tasks.tasks().isEmpty());
    assertThat(most.get()).isEqualTo(1);
    int[] ofOne = one.encoding().pcaArgb();
    int[] ofTwo = two.encoding().pcaArgb();
    pca.brightnessProperty().set(1.5);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(one.encoding().pcaArgb()).isNotEqualTo(ofOne);
    pca.brightnessProperty().set(1.2);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(one.encoding().pcaArgb()).isEqualTo(ofOne);
    assertThat(two.encoding().pcaArgb()).isEqualTo(ofTwo);
  }

  @Test
  void aCancelledColoringKeepsTheEncodingForTheNext() {
    OpenScan scan = open();
    model.encode();
    thread.runUntil(() -> colorings() == 1);
    tasks.tasks().stream()
        .filter(task -> task.title().equals("Colouring features"))
        .forEach(RunningTask::cancel);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(scan.encoding()).isNull();
    pca.brightnessProperty().set(1.5);
    thread.runUntil(() -> scan.encoding() != null);
  }

  @Test
  void findingsOfAnotherScanDoNotStay() {
    open();
    workspace.add(bent("two"));
    assertThat(model.findings()).isEmpty();
    assertThat(model.inspectionProperty().get()).isNull();
    thread.runUntil(() -> !model.findings().isEmpty());
    workspace.current().replaceCloud(SmallRoom.cloud(), false);
    assertThat(model.findings()).isEmpty();
    thread.runUntil(() -> !model.findings().isEmpty());
  }

  @Test
  void aFixIsNotStartedTwice() {
    OpenScan scan = open();
    Fix fix =
        model.findings().stream()
            .filter(f -> f.topic().equals("Normals"))
            .findFirst()
            .flatMap(Finding::fix)
            .orElseThrow();
    model.apply(fix);
    model.apply(fix);
    assertThat(tasks.tasks()).hasSize(1);
    assertThat(scan.activityProperty().get()).isEqualTo("working");
    thread.runUntil(() -> scan.cloud().normals() != null);
    assertThat(scan.activityProperty().get()).isEmpty();
  }

  @Test
  void closingAScanStopsItsEncoding() throws InterruptedException {
    OpenScan scan = open();
    engine.endless = true;
    model.encode();
    workspace.close(scan);
    assertThat(engine.noticedCancel.await(10, TimeUnit.SECONDS)).isTrue();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(model.encodingScanProperty().get()).isNull();
    assertThat(scan.encoding()).isNull();
  }

  @Test
  void closingAScanStopsItsFix() {
    OpenScan scan = open();
    Fix fix =
        model.findings().stream()
            .filter(f -> f.topic().equals("Normals"))
            .findFirst()
            .flatMap(Finding::fix)
            .orElseThrow();
    model.apply(fix);
    workspace.close(scan);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(scan.cloud().normals()).isNull();
  }

  @Test
  void pointsChangedWhileEncodingAreEncodedAgain() {
    OpenScan scan = open();
    engine.endless = true;
    model.encode();
    var changed = SmallRoom.cloud();
    scan.replaceCloud(changed, false);
    engine.endless = false;
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(scan.encoding().scan().cloud()).isSameAs(changed);
  }

  @Test
  void featuresFromTheCacheNeedNoDevice() {
    OpenScan scan = open();
    engine.cached = true;
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(model.device().nameProperty().get()).isEqualTo("Not needed");
    assertThat(model.device().reasonProperty().get()).contains("cache");
  }
}
