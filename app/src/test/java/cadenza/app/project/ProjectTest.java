package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.SmallRoom;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.RandomEdits;
import cadenza.app.labels.RestoredLabels;
import cadenza.app.labels.StateText;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
  @TempDir(factory = FolderInMemory.class)
  Path folder;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final WriteListener listener =
      new WriteListener() {
        @Override
        public void failing(IOException why) {
          told.add("failing: " + why.getMessage());
        }

        @Override
        public void written() {
          told.add("written");
        }
      };
  private OpenScan scan;
  private OpenScan other;
  private Path file;
  private ProjectOpening opening;

  @BeforeEach
  void files() {
    scan = new OpenScan("corner.ply", folder.resolve("corner.ply"), SmallRoom.contents());
    other = new OpenScan("sample", null, SmallRoom.contents());
    file = folder.resolve("my room #1 100%.cadenza");
    opening = new ProjectOpening(new UnnamedProjects(folder.resolve("unnamed")), listener);
  }

  private List<OpenScan> scans() {
    return List.of(scan, other);
  }

  private LabelModel modelOf(Project project) {
    LabelModel model = new LabelModel();
    model.open(RestoredLabels.none(), project);
    return model;
  }

  private String reopened(Path from, List<String> undone) throws IOException {
    ProjectOpening.Opened opened = opening.open(from);
    LabelModel model = new LabelModel();
    model.open(opened.labels(), opened.project());
    assertThat(opened.losses()).isEmpty();
    assertThat(opened.inPlace()).isTrue();
    String state = StateText.of(model, scans());
    while (model.canUndoProperty().get()) {
      model.undo();
      undone.add(StateText.of(model, scans()));
    }
    while (model.canRedoProperty().get()) {
      model.redo();
      undone.add(StateText.of(model, scans()));
    }
    assertThat(opened.project().close()).isTrue();
    return state;
  }

  @Test
  void whatIsReopenedIsWhatWasThereWithAllOfItsHistory() throws IOException {
    for (int seed = 0; seed < 12; seed++) {
      Path one = folder.resolve("seed " + seed + ".cadenza");
      Project project = Project.create(one, ProjectContents.none(), listener);
      LabelModel model = modelOf(project);
      RandomEdits person = new RandomEdits(model, scans(), seed);
      for (int i = 0; i < 60; i++) {
        person.next();
      }
      model.undo();
      model.undo();
      String live = StateText.of(model, scans());
      assertThat(project.close()).isTrue();
      assertThat(Files.exists(ProjectFile.logOf(one))).isFalse();

      List<String> expected = new ArrayList<>();
      while (model.canUndoProperty().get()) {
        model.undo();
        expected.add(StateText.of(model, scans()));
      }
      while (model.canRedoProperty().get()) {
        model.redo();
        expected.add(StateText.of(model, scans()));
      }
      List<String> undone = new ArrayList<>();
      assertThat(reopened(one, undone)).as("seed %d", seed).isEqualTo(live);
      assertThat(undone).isEqualTo(expected);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void keepsProbesSettingsAndWhereScansAre() throws IOException {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    LabelClass chair = model.addClass("chair", 1);
    model.paint(scan, chair.id(), Selection.all(SmallRoom.POINTS), "Brush");
    project.fingerprinted(model.known(scan), "abc");
    StoredProbe gone = project.addProbe("first", "{}", new byte[] {1});
    StoredProbe kept = project.addProbe("second", "{\"seed\": 3}", new byte[100_000]);
    project.removeProbe(gone.id());
    project.put("live", "on");
    project.put("live", "off");
    assertThat(project.close()).isTrue();

    ProjectOpening.Opened opened = opening.open(file);
    Project again = opened.project();
    assertThat(again.probes()).hasSize(1);
    StoredProbe read = again.probes().getFirst();
    assertThat(read.name()).isEqualTo("second");
    assertThat(read.provenance()).isEqualTo(kept.provenance());
    assertThat(read.bytes()).isEqualTo(kept.bytes());
    assertThat(read.madeAt().toEpochMilli()).isEqualTo(kept.madeAt().toEpochMilli());
    assertThat(again.setting("live")).contains("off");
    assertThat(again.origin(opened.labels().state().scan(1)))
        .isEqualTo(new ScanOrigin("corner.ply", "abc"));
    assertThat(again.close()).isTrue();
  }

  @Test
  void aSecondWindowIsToldAndThenMayGoOn() throws IOException {
    Project project = Project.create(file, ProjectContents.none(), listener);
    assertThatThrownBy(() -> opening.open(file))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("open in another window");
    assertThatThrownBy(() -> Project.create(file, ProjectContents.none(), listener))
        .isInstanceOf(ProjectException.class);
    project.close();
    assertThat(opening.open(file).project().close()).isTrue();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void savesElsewhereAndGoesOnThere() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    LabelClass chair = model.addClass("chair", 1);
    Path target = folder.resolve("below").resolve("it's mine.cadenza");
    Files.createDirectories(target.getParent());
    model.paint(scan, chair.id(), Selection.all(SmallRoom.POINTS), "Brush");
    assertThat(project.saveAs(target, true).get(20, TimeUnit.SECONDS)).isEqualTo(target);
    project.relocated();
    assertThat(project.file()).isEqualTo(target);
    assertThat(project.origin(model.known(scan)).relative()).isEqualTo("../corner.ply");
    assertThat(file).doesNotExist();
    model.removeClass(chair.id());
    String live = StateText.of(model, scans());
    assertThat(project.close()).isTrue();
    assertThat(reopened(target, new ArrayList<>())).isEqualTo(live);
  }

  @Test
  void savingOverItselfOrOverAnOpenProjectIsRefused() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    Project open = Project.create(folder.resolve("open.cadenza"), ProjectContents.none(), listener);
    for (Path target : List.of(file, open.file())) {
      assertThatThrownBy(() -> project.saveAs(target, false).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ProjectException.class);
    }
    modelOf(project).addClass("still written", 1);
    assertThat(project.close()).isTrue();
    assertThat(open.close()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void aFileThatIsDeletedIsToldOnceAndNothingIsLost() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    LabelClass chair = model.addClass("chair", 1);
    assertThat(project.flush()).isTrue();
    Files.delete(file);
    model.paint(scan, chair.id(), Selection.all(SmallRoom.POINTS), "Brush");
    model.addClass("table", 2);
    assertThat(told.poll(10, TimeUnit.SECONDS))
        .startsWith("failing: ")
        .contains("deleted or moved", "save the project under another name");
    assertThat(project.flush()).isFalse();
    Path target = folder.resolve("rescued.cadenza");
    assertThat(project.saveAs(target, false).get(20, TimeUnit.SECONDS)).isEqualTo(target);
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("written");
    model.addClass("lamp", 3);
    String live = StateText.of(model, scans());
    assertThat(project.close()).isTrue();
    assertThat(reopened(target, new ArrayList<>())).isEqualTo(live);
    assertThat(told).isEmpty();
  }

  @Test
  void aFileThatIsPutBackIsWrittenAgain() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    model.addClass("chair", 1);
    assertThat(project.flush()).isTrue();
    Path away = folder.resolve("away.cadenza");
    Files.move(file, away);
    model.addClass("table", 2);
    assertThat(Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS))).startsWith("failing");
    Files.move(away, file);
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("written");
    String live = StateText.of(model, scans());
    assertThat(project.close()).isTrue();
    assertThat(reopened(file, new ArrayList<>())).isEqualTo(live);
  }

  @Test
  void aFullDiskIsToldAndTheEditsAreSavedElsewhere() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    LabelClass chair = model.addClass("chair", 1);
    assertThat(project.flush()).isTrue();
    project.limitPages(12);
    RandomEdits person = new RandomEdits(model, scans(), 1);
    model.paint(scan, chair.id(), Selection.all(SmallRoom.POINTS), "Brush");
    for (int i = 0; i < 60; i++) {
      person.edit();
    }
    assertThat(Objects.requireNonNull(told.poll(10, TimeUnit.SECONDS)))
        .contains("cannot be written", "full");
    Path target = folder.resolve("larger disk.cadenza");
    project.saveAs(target, false).get(20, TimeUnit.SECONDS);
    person.edit();
    String live = StateText.of(model, scans());
    assertThat(project.close()).isTrue();
    assertThat(reopened(target, new ArrayList<>())).isEqualTo(live);

    assertThat(told).last().isEqualTo("written");
    // What was written before the disk was full is still a sound project.
    ProjectOpening.Opened old = opening.open(file);
    assertThat(old.losses()).isEmpty();
    assertThat(old.labels().done()).isPositive();
    old.project().close();
  }

  @Test
  void aDiskThatHasSpaceAgainGetsEverythingWholly() throws Exception {
    // Wherever within a change the disk becomes full.
    for (int pages = 9; pages < 19; pages += 3) {
      Path one = folder.resolve(pages + " pages.cadenza");
      Project project = Project.create(one, ProjectContents.none(), listener);
      LabelModel model = modelOf(project);
      project.limitPages(pages);
      RandomEdits person = new RandomEdits(model, scans(), pages);
      String last = null;
      for (int i = 0; i < 200 && last == null; i++) {
        person.edit();
        project.flush();
        last = told.poll();
      }
      assertThat(last).contains("the disk is full");
      person.edit();
      person.edit();
      project.limitPages(100_000);
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("written");
      String live = StateText.of(model, scans());
      assertThat(project.close()).isTrue();
      assertThat(reopened(one, new ArrayList<>())).isEqualTo(live);
    }
  }

  @Test
  void closingTellsWhatCouldNotBeWritten() throws Exception {
    Project project = Project.create(file, ProjectContents.none(), listener);
    LabelModel model = modelOf(project);
    assertThat(project.flush()).isTrue();
    Files.delete(file);
    model.addClass("chair", 1);
    assertThat(project.close()).isFalse();
    Path rescue = folder.resolve("rescue.cadenza");
    ProjectFile.write(project.contents(), rescue);
    assertThat(reopened(rescue, new ArrayList<>())).isEqualTo(StateText.of(model, scans()));
  }

  @Test
  void refusesNewerProjectsAndOtherFiles() throws Exception {
    Project.create(file, ProjectContents.none(), listener).close();
    try (ProjectDatabase database = ProjectDatabase.writing(file)) {
      database.execute("UPDATE state SET schema = 2");
      database.execute("PRAGMA user_version = 2");
      database.execute("COMMIT");
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> opening.open(file))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("newer Cadenza");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    Path text = Files.writeString(folder.resolve("text.cadenza"), "x".repeat(20_000));
    Path empty = Files.writeString(folder.resolve("empty.cadenza"), "");
    for (Path no : List.of(text, empty)) {
      assertThatThrownBy(() -> opening.open(no))
          .isInstanceOf(ProjectException.class)
          .hasMessageContaining(" — ");
    }
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrder(file, text, empty);
    }
  }

  @Test
  void unnamedProjectsAreOfferedOnce() throws Exception {
    UnnamedProjects unnamed = new UnnamedProjects(folder.resolve("unnamed"));
    assertThat(unnamed.offer()).isEmpty();
    Project open = Project.create(unnamed.next(), ProjectContents.none(), listener);
    assertThat(unnamed.holds(open.file())).isTrue();
    assertThat(unnamed.holds(file)).isFalse();
    assertThat(unnamed.offer()).isEmpty();
    Path left = open.file();
    open.close();
    assertThat(unnamed.offer()).contains(left);
    assertThat(unnamed.offer()).isEmpty();
    assertThat(unnamed.left()).containsExactly(left);
  }
}
