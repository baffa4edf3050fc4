package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.StateText;
import cadenza.app.scans.ScansModel;
import cadenza.app.settings.SavedView;
import cadenza.app.settings.Settings;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.Selection;
import cadenza.render.Vec3;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSessionTest {
  private final TestThread thread = new TestThread();
  private final List<Window> windows = new ArrayList<>();

  @TempDir(factory = FolderInMemory.class)
  Path folder;

  /// What a window is without its panes.
  private final class Window {
    final Workspace workspace = new Workspace();
    final Settings settings = new Settings();
    final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
    final ScansModel scans =
        new ScansModel(
            workspace, tasks, settings, ScanFormats::read, ScanFormats::write, Set.of("ply"));
    final LabelModel labels = new LabelModel();
    final ProjectSession session =
        new ProjectSession(workspace, tasks, scans, labels, unnamed(), thread);

    Window() {
      session.setOnNamed(settings::rememberProject);
      windows.add(this);
    }

    OpenScan open(Path file) {
      scans.open(List.of(file));
      thread.runUntil(() -> workspace.find(file).map(OpenScan::isComplete).orElse(false));
      return workspace.find(file).orElseThrow();
    }

    void openProject(Path file) {
      session.open(file);
      thread.runUntil(() ->
          tasks.tasks().isEmpty()
              && scans.openingProperty().get() == 0
              && (session.project().isPresent() || !workspace.notices().isEmpty()));
    }

    void saveAs(Path file) {
      session.saveAs(file);
      thread.runUntil(() -> session.isNamed());
    }

    void label(OpenScan scan) {
      LabelClass chair = labels.addClass("chair", 1);
      labels.paint(scan, chair.id(), Selection.all(SmallRoom.POINTS), "Brush");
      thread.runUntil(() -> tasks.tasks().isEmpty());
    }

    void close() {
      session.close();
      tasks.close();
    }
  }

  private UnnamedProjects unnamed() {
    return new UnnamedProjects(folder.resolve("data"));
  }

  @AfterEach
  void closeAll() {
    windows.forEach(Window::close);
  }

  private Path scanFile(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return SmallRoom.write(folder.resolve(name));
  }

  @Test
  void labelsAreKeptBeforeAnythingIsSavedAndOfferedAtTheNextStart() throws IOException {
    Window first = new Window();
    OpenScan scan = first.open(scanFile("a.ply"));
    assertThat(unnamed().left()).isEmpty();
    first.label(scan);
    assertThat(first.session.isNamed()).isFalse();
    assertThat(first.session.project().orElseThrow().flush()).isTrue();
    assertThat(unnamed().left()).hasSize(1);
    String live = StateText.of(first.labels, List.of(scan));
    first.session.offerLeftBehind();
    thread.runUntil(() -> first.tasks.tasks().isEmpty());
    assertThat(first.workspace.notices()).isEmpty(); // it is in use
    first.close();

    Window second = new Window();
    second.session.offerLeftBehind();
    thread.runUntil(() -> !second.workspace.notices().isEmpty());
    Notice offer = second.workspace.notices().getFirst();
    offer.offer().action().run();
    thread.runUntil(() -> second.workspace.scans().size() == 1);
    assertThat(second.session.isNamed()).isFalse();
    assertThat(StateText.of(second.labels, second.workspace.scans())).isEqualTo(live);
    second.labels.undo();
    assertThat(second.labels.labels(second.workspace.current()).labelledCount()).isZero();
  }

  @Test
  void aWindowWithoutWorkLeavesNothingBehind() throws IOException {
    Window window = new Window();
    OpenScan scan = window.open(scanFile("a.ply"));
    window.labels.labels(scan);
    window.close();
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void savesUnderANameAndOpensWithItsScans() throws IOException {
    Window first = new Window();
    OpenScan a = first.open(scanFile("scans/a.ply"));
    first.label(a);
    OpenScan b = first.open(scanFile("scans/b.ply"));
    first.labels.paint(b, 1, Selection.all(SmallRoom.POINTS), "Brush");
    first.open(scanFile("scans/never labelled.ply"));
    Path project = folder.resolve("my project");
    first.saveAs(project);
    Path file = folder.resolve("my project.cadenza");
    assertThat(first.session.nameProperty().get()).isEqualTo("my project");
    assertThat(first.settings.recentProjects()).containsExactly(file);
    assertThat(unnamed().left()).isEmpty();
    first.labels.undo();
    String live = StateText.of(first.labels, List.of(a, b));
    first.close();

    Window second = new Window();
    second.open(scanFile("scans/other.ply"));
    second.openProject(file);
    assertThat(second.workspace.scans())
        .extracting(OpenScan::name)
        .containsExactly("a.ply", "b.ply");
    assertThat(StateText.of(second.labels, second.workspace.scans())).isEqualTo(live);
    assertThat(second.session.nameProperty().get()).isEqualTo("my project");
    assertThat(second.labels.canRedoProperty().get()).isTrue();
    assertThat(second.workspace.notices()).isEmpty();

    second.session.begin();
    assertThat(second.workspace.scans()).isEmpty();
    assertThat(second.labels.classes()).isEmpty();
    assertThat(second.session.isNamed()).isFalse();
  }

  @Test
  void aMovedScanIsFoundAndARemovedOneIsAskedFor() throws IOException {
    Window first = new Window();
    Path old = scanFile("w/scans/a.ply");
    first.label(first.open(old));
    first.saveAs(folder.resolve("w/work.cadenza"));
    first.close();
    Files.createDirectories(folder.resolve("w/archive"));
    Path moved = Files.move(old, folder.resolve("w/archive/renamed.ply"));

    Window second = new Window();
    second.openProject(folder.resolve("w/work.cadenza"));
    assertThat(second.workspace.notices()).isEmpty();
    OpenScan found = second.workspace.current();
    assertThat(found.file()).contains(moved);
    assertThat(second.labels.labels(found).labelledCount()).isEqualTo(SmallRoom.POINTS);
    second.close();

    Path far = folder.resolve("too/deep/to/be/found/a.ply");
    Files.createDirectories(far.getParent());
    Files.move(moved, far);
    Window third = new Window();
    List<String> asked = new ArrayList<>();
    third
        .session
        .scans()
        .setQuestion(scan -> {
          asked.add(scan.name());
          return Optional.of(far);
        });
    third.openProject(folder.resolve("w/work.cadenza"));
    assertThat(third.workspace.scans()).isEmpty();
    thread.runUntil(() -> !third.workspace.notices().isEmpty());
    Notice missing = third.workspace.notices().getFirst();
    assertThat(missing.text()).contains("not at " + moved);
    missing.offer().action().run();
    thread.runUntil(() -> third.workspace.find(far).map(OpenScan::isComplete).orElse(false));
    assertThat(asked).containsExactly("renamed.ply");
    assertThat(third.labels.labels(third.workspace.current()).labelledCount())
        .isEqualTo(SmallRoom.POINTS);
    assertThat(third.labels.scans()).extracting(LabelledScan::file).containsExactly(far);
  }

  @Test
  void aScanThatWasChangedIsToldAndItsLabelsAreKept() throws IOException {
    Window first = new Window();
    Path file = scanFile("a.ply");
    first.label(first.open(file));
    first.saveAs(folder.resolve("work.cadenza"));
    first.close();
    byte[] before = Files.readAllBytes(file);
    ScanFormats.write(SmallRoom.cloud().gather(new int[] {1, 2, 3}), file, Progress.none());

    Window second = new Window();
    second.openProject(folder.resolve("work.cadenza"));
    thread.runUntil(() -> !second.workspace.notices().isEmpty());
    assertThat(second.workspace.notices().getFirst().text())
        .contains("3 points now", "labels are for 4,800");
    assertThat(second.labels.labels(second.workspace.current()).labelledCount()).isZero();
    second.close();

    before[before.length - 1]++;
    Files.write(file, before);
    Window third = new Window();
    third.openProject(folder.resolve("work.cadenza"));
    thread.runUntil(() -> !third.workspace.notices().isEmpty());
    assertThat(third.workspace.notices().getFirst().text()).contains("changed since");
    assertThat(third.labels.labels(third.workspace.current()).labelledCount())
        .isEqualTo(SmallRoom.POINTS);
  }

  @Test
  void aDamagedProjectGoesOnAsANewOneAndSaysSo() throws IOException {
    Window first = new Window();
    first.label(first.open(scanFile("a.ply")));
    Path file = folder.resolve("work.cadenza");
    first.saveAs(file);
    first.close();
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 100; i++) {
      bytes[i] = 7;
    }
    Files.write(file, bytes);

    Window second = new Window();
    second.openProject(file);
    Notice told = second.workspace.notices().getFirst();
    assertThat(told.text()).contains("damaged", "All of it could be recovered", "damaged-1");
    assertThat(second.session.isNamed()).isFalse();
    assertThat(second.labels.labels(second.workspace.current()).labelledCount())
        .isEqualTo(SmallRoom.POINTS);
    second.saveAs(folder.resolve("again.cadenza"));
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void aSecondWindowIsToldAndKeepsWhatItHas() throws IOException {
    Window first = new Window();
    first.label(first.open(scanFile("a.ply")));
    first.saveAs(folder.resolve("work.cadenza"));
    Window second = new Window();
    OpenScan own = second.open(scanFile("b.ply"));
    second.openProject(folder.resolve("work.cadenza"));
    assertThat(second.workspace.notices().getFirst().text()).contains("open in another window");
    assertThat(second.workspace.scans()).containsExactly(own);
  }

  @Test
  void aProjectThatCannotBeWrittenAtTheEndGoesToTheDataFolder() throws IOException {
    Window first = new Window();
    OpenScan scan = first.open(scanFile("a.ply"));
    first.label(scan);
    first.saveAs(folder.resolve("work.cadenza"));
    assertThat(first.session.project().orElseThrow().flush()).isTrue();
    Files.delete(folder.resolve("work.cadenza"));
    first.labels.addClass("table", 2);
    thread.runUntil(() -> !first.workspace.notices().isEmpty());
    assertThat(first.workspace.notices().getFirst().text()).contains("deleted or moved");
    String live = StateText.of(first.labels, List.of(scan));
    first.close();

    Window second = new Window();
    second.openProject(unnamed().offer().orElseThrow());
    assertThat(StateText.of(second.labels, second.workspace.scans())).isEqualTo(live);
  }

  @Test
  void viewsAreStepsOfTheProject() throws IOException {
    Window first = new Window();
    OpenScan scan = first.open(scanFile("a.ply"));
    SavedView old = new SavedView("old", 1, new Camera(new Vec3(0, 0, 0), 3, 1, .5, .8, false));
    SavedView view = new SavedView("door", 2, new Camera(new Vec3(1, 2, 3), 3, 1, .5, .8, true));
    var keeper = first.session.views();
    assertThat(keeper.views(scan)).isEmpty(); // the settings have them
    assertThat(keeper.keep(scan, List.of(old), List.of(old, view))).isTrue();
    assertThat(first.labels.undoNameProperty().get()).isEqualTo("Save view");
    first.labels.undo();
    assertThat(keeper.views(scan)).contains(List.of(old));
    first.labels.redo();
    first.saveAs(folder.resolve("work.cadenza"));
    first.close();

    Window second = new Window();
    second.openProject(folder.resolve("work.cadenza"));
    assertThat(second.session.views().views(second.workspace.current()))
        .contains(List.of(old, view));
  }
}
