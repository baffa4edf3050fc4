package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.FreeMemory;
import cadenza.app.pipeline.MemoryPlan;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.Download;
import cadenza.app.weights.WeightsLibrary;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.sonata.MemoryNeed;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the window says and offers about memory.
class MemoryOffersTest {
  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final FakeEngine engine = new FakeEngine();
  private final Settings settings = new Settings();
  private final FeaturesModel model =
      new FeaturesModel(
          workspace,
          tasks,
          engine,
          new WeightsModel(
              tasks,
              engine,
              new WeightsLibrary(List.of(), Path.of("nowhere"), new Download()),
              settings),
          new DeviceModel(settings),
          new LookModel(workspace, tasks, ClassNames.numbers()),
          new PcaModel(workspace, tasks));
  private final OpenScan scan = new OpenScan("corner", null, SmallRoom.contents());

  @BeforeEach
  void open() {
    engine.memory = memory(Finding.Severity.WARNING, "too little");
    workspace.add(scan);
    model.start();
    settle();
  }

  @AfterEach
  void close() {
    tasks.close();
  }

  private void settle() {
    thread.runUntil(() -> tasks.tasks().isEmpty() && !model.findings().isEmpty());
  }

  private static Finding memory(Finding.Severity severity, String text) {
    return new Finding(MemoryPlan.TOPIC, severity, text, Optional.empty());
  }

  private List<String> saidOfMemory() {
    return model.findings().stream()
        .filter(finding -> finding.topic().equals(MemoryPlan.TOPIC))
        .map(Finding::text)
        .toList();
  }

  @Test
  void memoryIsLookedAtAgainWhenAnEncodingEnded() {
    assertThat(saidOfMemory()).containsExactly("too little");
    engine.memory = memory(Finding.Severity.OK, "enough now");
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    settle();
    assertThat(saidOfMemory()).containsExactly("enough now");
  }

  @Test
  void featuresThatAreThereNeedNoMemoryUntilTheGridChanges() {
    model.encode();
    thread.runUntil(() -> scan.encoding() != null);
    settle();
    assertThat(saidOfMemory()).isEmpty();
    model.gridSizeMetersProperty().set(0.2);
    settle();
    assertThat(saidOfMemory()).containsExactly("too little");
  }

  @Test
  void aRefusalSaysWhatToDoByItselfAndOffersTheCoarserGrid() {
    SonataConfig network = SonataConfig.starter();
    int[] voxels = new int[network.stageCount()];
    java.util.Arrays.fill(voxels, 1_234_567);
    engine.shortage =
        new MemoryPlan(
            voxels[0],
            MemoryNeed.of(network, Precision.F32, voxels),
            new FreeMemory(1, 1, 1),
            OptionalDouble.of(0.1));
    model.encode();
    settle();
    assertThat(scan.encoding()).isNull();
    Notice notice = workspace.notices().getFirst();
    assertThat(notice.text()).contains("1,234,567 voxels").doesNotContain(" — ");
    assertThat(notice.advice()).startsWith("Use a grid of 100 mm");
    assertThat(notice.offer().label()).contains("100 mm");
    notice.offer().action().run();
    thread.runUntil(() -> scan.encoding() != null);
    assertThat(scan.encoding().scan().grid().gridSizeMeters()).isEqualTo(0.1f);
  }
}
