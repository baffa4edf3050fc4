package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.RestoredLabels;
import cadenza.app.scans.ScansModel;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.views.ViewKeeper;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The project of this window: opens, saves, and keeps what is done. Lives on the window's thread.
///
/// # How it works
///
/// There is always a project. One without a name gets its file, in the user's data folder, with the
/// first edit; saving copies it to where the person wants it and goes on there.
public final class ProjectSession {
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final LabelModel labels;
  private final UnnamedProjects unnamed;
  private final Executor windowThread;
  private final ProjectScans projectScans;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private Consumer<Path> onNamed = file -> {};
  private @Nullable Project project;

  /// @param windowThread runs what is given to it on the window's thread, later
  public ProjectSession(
      Workspace workspace,
      TaskRunner tasks,
      ScansModel scans,
      LabelModel labels,
      UnnamedProjects unnamed,
      Executor windowThread) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.labels = labels;
    this.unnamed = unnamed;
    this.windowThread = windowThread;
    projectScans = new ProjectScans(this, workspace, tasks, scans, labels);
    labels.open(RestoredLabels.none(), new Keeper());
  }

  /// Classes and labels of the project.
  public LabelModel labels() {
    return labels;
  }

  /// The project, once there is something to keep.
  public Optional<Project> project() {
    return Optional.ofNullable(project);
  }

  /// Its scans, and how those that are missing are asked for.
  public ProjectScans scans() {
    return projectScans;
  }

  /// Keeps saved views in the project.
  public ViewKeeper views() {
    return new ProjectViews(this, labels);
  }

  /// The name the person gave it; empty before.
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /// Whether the person gave it a name.
  public boolean isNamed() {
    return !name.get().isEmpty();
  }

  /// @param action told where a project of the person's lies that was opened or saved
  public void setOnNamed(Consumer<Path> action) {
    onNamed = action;
  }

  /// Offers what a window left behind that was ended before its project was saved.
  public void offerLeftBehind() {
    tasks.start(
        BackgroundTask.<Optional<Path>>named(
                "Looking for unsaved projects", progress -> unnamed.offer())
            .quiet()
            .onFailure(problem -> {}) // a folder that cannot be read has nothing to offer
            .onSuccess(found ->
                found.ifPresent(file ->
                    workspace.tell(
                        Notice.info(
                                "Unsaved project",
                                "There is work of yours that was not saved as a project: "
                                    + file.getFileName()
                                    + ".")
                            .offering("Open", () -> open(file))))));
  }

  /// Keeps a probe in the project.
  public StoredProbe addProbe(String probeName, String provenance, byte[] bytes) {
    return made().addProbe(probeName, provenance, bytes);
  }

  /// Begins a new project and closes the scans.
  public void begin() {
    leave();
    labels.open(RestoredLabels.none(), new Keeper());
    List.copyOf(workspace.scans()).forEach(workspace::close);
  }

  /// Opens a project in the background, with its scans; others are closed.
  public void open(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (project != null && project.file().equals(absolute)) {
      return;
    }
    ProjectOpening opening = new ProjectOpening(unnamed, new Telling());
    tasks.start(
        BackgroundTask.named(
                "Opening " + file.getFileName(),
                progress -> {
                  ProjectOpening.Opened opened = opening.open(absolute);
                  unnamed.taken(opened.project().file());
                  return opened;
                })
            .superseding(this)
            .onSuccess(this::opened));
  }

  private void opened(ProjectOpening.Opened opened) {
    leave();
    project = opened.project();
    boolean named = opened.inPlace() && !unnamed.holds(opened.asked());
    setName(named ? opened.asked() : null);
    labels.open(opened.labels(), new Keeper());
    tellOf(opened);
    projectScans.open(opened.project());
  }

  private void setName(@Nullable Path file) {
    String last = file == null ? "" : String.valueOf(file.getFileName());
    name.set(
        ProjectFile.isNamedSo(Path.of(last))
            ? last.substring(0, last.length() - ProjectFile.EXTENSION.length())
            : last);
    if (file != null) {
      onNamed.accept(file);
    }
  }

  private void tellOf(ProjectOpening.Opened opened) {
    String asked = String.valueOf(opened.asked().getFileName());
    if (opened.copy() != null) {
      String lost =
          opened.losses().isEmpty()
              ? "All of it could be recovered."
              : String.join(" ", opened.losses());
      workspace.tell(
          Notice.warning(
              asked,
              "The project file is damaged. %s It was left as it is; a copy is %s."
                  .formatted(lost, opened.copy()),
              "This goes on as a new project: save it under a name of its own."));
    } else if (!opened.inPlace()) {
      workspace.tell(
          Notice.warning(
              asked,
              "The project may not be written to where it lies; this is a copy of it.",
              "Save it elsewhere under a name of its own."));
    }
  }

  /// Saves the project under a name and goes on there.
  public void saveAs(Path given) {
    Path file = ProjectFile.named(given).toAbsolutePath().normalize();
    Project saved = made();
    Path old = saved.file();
    boolean discardOld = unnamed.holds(old);
    CompletableFuture<Path> copying = saved.saveAs(file, discardOld);
    tasks.start(
        BackgroundTask.<Path>named(
                "Saving " + file.getFileName(),
                progress -> {
                  Path where = copying.get();
                  if (discardOld) {
                    unnamed.discard(old);
                  }
                  return where;
                })
            .onFailure(problem -> workspace.tell(whyNotSaved(file, problem)))
            .onSuccess(where -> {
              saved.relocated();
              if (saved == project) {
                setName(where);
              }
            }));
  }

  private static Problem whyNotSaved(Path file, Problem problem) {
    // What is thrown on the writing thread comes wrapped.
    String what = problem.what().replaceFirst("^.*Exception: ", "").replaceFirst("\\)\\.$", "");
    int dash = what.indexOf(" — ");
    return new Problem(
        "Saving " + file.getFileName(),
        dash < 0 ? what : what.substring(0, dash),
        dash < 0 ? "Choose another name or folder." : what.substring(dash + 3),
        problem.details());
  }

  /// Writes what is left, when the window closes. What cannot be written where it should be goes to
  /// the user's data folder, and is offered at the next start.
  public void close() {
    leave();
  }

  private void leave() {
    Project left = project;
    project = null;
    setName(null);
    if (left == null) {
      return;
    }
    boolean empty = left.isEmpty() && unnamed.holds(left.file());
    if (!left.close() && !empty) {
      rescue(left);
    }
    if (empty) {
      try {
        unnamed.discard(left.file());
      } catch (IOException stays) {
        // An empty project that stays does no harm.
      }
    }
  }

  private void rescue(Project left) {
    Path file = unnamed.next();
    try {
      Project.create(file, left.contents(), WriteListener.NONE).close();
    } catch (IOException nowhere) {
      workspace.tell(Problem.of("Saving " + file.getFileName(), nowhere));
    }
  }

  private Project made() {
    Project there = project;
    if (there == null) {
      there = Project.createSoon(unnamed.next(), ProjectContents.none(), new Telling());
      project = there;
    }
    return there;
  }

  /// Gives edits to the project, which the first one makes if there is none.
  private final class Keeper implements EditSink {
    @Override
    public void scanAdded(LabelledScan scan) {
      made().scanAdded(scan);
      projectScans.fingerprint(scan);
    }

    @Override
    public void edited(int number, Edit edit, Counters counters) {
      made().edited(number, edit, counters);
    }

    @Override
    public void moved(int done) {
      made().moved(done);
    }
  }

  /// Brings what the writing thread tells to the person.
  private final class Telling implements WriteListener {
    @Override
    public void failing(IOException why) {
      windowThread.execute(() -> workspace.tell(Problem.of("Keeping the project", why)));
    }

    @Override
    public void written() {
      windowThread.execute(
          () -> workspace.tell(Notice.info("Keeping the project", "Everything is written now.")));
    }
  }
}
