package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.LookModel;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.Download;
import cadenza.app.weights.WeightsChoice;
import cadenza.app.weights.WeightsLibrary;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Other weights in the middle of the work.
class OtherWeightsTest {
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

  private static WeightsChoice file(String name) {
    return new WeightsChoice.OfFile(Path.of("/w/" + name).toAbsolutePath(), "");
  }

  @Test
  void otherWeightsDropTheColoursOfTheOldOnesAndEncodeTheShownScanAgain() {
    OpenScan scan = open();
    OpenScan other = bent("other");
    workspace.add(other);
    model.encode(scan);
    model.encode(other);
    thread.runUntil(
        () -> scan.encoding() != null && other.encoding() != null && tasks.tasks().isEmpty());
    var before = other.encoding();
    engine.grids.put("fine.pth", 0.04f);
    weights.choose(file("fine.pth"));
    thread.runUntil(() -> weights.cardProperty().get().name().equals("fine.pth"));
    assertThat(scan.encoding()).isNull();
    assertThat(other.encoding()).isNull();
    assertThat(model.gridSizeMetersProperty().get()).isEqualTo(0.04f);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(other.encoding()).isNotNull().isNotSameAs(before);
    assertThat(scan.encoding()).isNull();
    assertThat(engine.encodings).as("both, and the shown one once more").hasValue(3);
    assertThat(settings.weightsProperty().get()).isEqualTo(file("fine.pth"));
    assertThat(settings.recentWeights()).hasSize(1);
  }

  @Test
  void anEncodingUnderWayIsCancelledByOtherWeightsAndBegunAgain() throws InterruptedException {
    OpenScan scan = open();
    engine.endless = true;
    model.encode();
    thread.runUntil(() -> model.encodingTaskProperty().get().stepProperty().get().equals("Waving"));
    engine.grids.put("fine.pth", 0.04f);
    weights.choose(file("fine.pth"));
    thread.runUntil(() -> weights.cardProperty().get().name().equals("fine.pth"));
    assertThat(engine.noticedCancel.await(10, TimeUnit.SECONDS)).isTrue();
    engine.endless = false;
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(scan.encoding().scan().grid().gridSizeMeters()).isEqualTo(0.04f);
    assertThat(engine.encodings).hasValue(2);
  }

  @Test
  void weightsOfTheSameNameAndGridAreOtherWeights() {
    OpenScan scan = open();
    engine.grids.put("same.pth", 0.05f);
    weights.choose(new WeightsChoice.OfFile(Path.of("/one/same.pth").toAbsolutePath(), ""));
    thread.runUntil(() -> engine.used.size() == 2 && tasks.tasks().isEmpty());
    model.encode();
    thread.runUntil(() -> scan.encoding() != null && tasks.tasks().isEmpty());
    var before = scan.encoding();
    weights.choose(new WeightsChoice.OfFile(Path.of("/two/same.pth").toAbsolutePath(), ""));
    thread.runUntil(() -> engine.used.size() == 3 && tasks.tasks().isEmpty());
    thread.runUntil(() -> scan.encoding() != null && tasks.tasks().isEmpty());
    assertThat(scan.encoding()).isNotSameAs(before);
    assertThat(engine.encodings).hasValue(2);
  }

  @Test
  void aGridThatThePersonSetStaysAndOneThatFollowedGoesOnToFollow() {
    open();
    engine.grids.put("fine.pth", 0.04f);
    engine.grids.put("coarse.pth", 0.1f);
    model.gridSizeMetersProperty().set(0.05); // as the spinner writes what it shows
    weights.choose(file("fine.pth"));
    thread.runUntil(() -> weights.cardProperty().get().name().equals("fine.pth"));
    assertThat(model.gridSizeMetersProperty().get()).isEqualTo(0.04f);
    model.gridSizeMetersProperty().set(0.07);
    weights.choose(file("coarse.pth"));
    thread.runUntil(() -> weights.cardProperty().get().name().equals("coarse.pth"));
    assertThat(model.gridSizeMetersProperty().get()).isEqualTo(0.07);
    model.resetGrid();
    assertThat(model.gridSizeMetersProperty().get()).isEqualTo(0.1f);
  }

  @Test
  void weightsThatCannotBeOpenedChangeNothingButTheMessage() {
    OpenScan scan = open();
    model.encode();
    thread.runUntil(() -> scan.encoding() != null && tasks.tasks().isEmpty());
    weights.choose(file("broken.pth"));
    thread.runUntil(() -> weights.obstacleProperty().get() != null);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(weights.obstacleProperty().get().what().what()).contains("enc.0 is missing");
    assertThat(weights.choiceProperty().get()).isEqualTo(new WeightsChoice.Starter());
    assertThat(settings.weightsProperty().get()).isEqualTo(new WeightsChoice.Starter());
    assertThat(scan.encoding()).isNotNull();
  }

  @Test
  void aFileThatDoesNotSayItsNetworkAsksForIt() {
    open();
    engine.grids.put("unknown.pth", 0.02f);
    weights.choose(file("unknown.pth"));
    thread.runUntil(() -> weights.obstacleProperty().get() != null);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(weights.obstacleProperty().get().networks()).containsExactly("base");
    weights.useNetwork("base");
    thread.runUntil(() -> engine.used.contains("unknown.pthbase"));
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(weights.obstacleProperty().get()).isNull();
  }

  @Test
  void theWeightsUsedLastAreOpenedOrTheStarterOnesIfTheyCannotBe() {
    settings.weightsProperty().set(file("gone.pth"));
    open();
    assertThat(weights.obstacleProperty().get().what().title()).isEqualTo("Opening the weights");
    assertThat(engine.used).containsExactly("starter");
    assertThat(settings.weightsProperty().get()).as("kept").isEqualTo(file("gone.pth"));
  }

  @Test
  void ofChoicesMadeWhileOneIsOpenedTheLastCounts() {
    open();
    engine.grids.put("a.pth", 0.04f);
    engine.grids.put("b.pth", 0.04f);
    engine.grids.put("c.pth", 0.04f);
    weights.choose(file("a.pth"));
    weights.choose(file("b.pth"));
    weights.choose(file("c.pth"));
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(engine.used).containsExactly("starter", "a.pth", "c.pth");
    assertThat(weights.choiceProperty().get()).isEqualTo(file("c.pth"));
  }
}
