package cadenza.app.project;

import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.scans.ScansModel;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;

/// Opens the scans of a project, finds those that were moved, and tells of those that are other
/// ones now.
public final class ProjectScans {
  private final ProjectSession session;
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final ScansModel scans;
  private final LabelModel labels;
  private final Set<Integer> told = new HashSet<>();
  private Runnable sample = () -> {};
  private String sampleName = "";
  private Function<LabelledScan, Optional<Path>> question = scan -> Optional.empty();

  ProjectScans(
      ProjectSession session,
      Workspace workspace,
      TaskRunner tasks,
      ScansModel scans,
      LabelModel labels) {
    this.session = session;
    this.workspace = workspace;
    this.tasks = tasks;
    this.scans = scans;
    this.labels = labels;
    workspace
        .scans()
        .addListener(
            (ListChangeListener<OpenScan>)
                change -> {
                  while (change.next()) {
                    change.getRemoved().forEach(labels::closed);
                    change.getAddedSubList().forEach(this::whenComplete);
                  }
                });
  }

  /// How the room that ships with Cadenza is opened.
  public void setSample(String name, Runnable opener) {
    sampleName = name;
    sample = opener;
  }

  /// @param asker asks where a scan is that was not found
  public void setQuestion(Function<LabelledScan, Optional<Path>> asker) {
    question = asker;
  }

  /// Opens the scans of a project in the background and closes all others.
  void open(Project project) {
    told.clear();
    Set<Path> wanted = new HashSet<>();
    boolean withSample = false;
    List<LabelledScan> lookedFor = new ArrayList<>();
    for (LabelledScan scan : labels.scans()) {
      Path file = scan.file();
      if (file != null) {
        wanted.add(file);
        lookedFor.add(scan);
      } else {
        withSample |= scan.name().equals(sampleName);
      }
    }
    boolean hasSample = false;
    for (OpenScan scan : List.copyOf(workspace.scans())) {
      boolean isSample = scan.file().isEmpty() && scan.name().equals(sampleName);
      if (isSample && withSample) {
        hasSample = true;
        whenComplete(scan);
      } else if (scan.file().map(wanted::contains).orElse(false)) {
        whenComplete(scan);
      } else {
        workspace.close(scan);
      }
    }
    if (withSample && !hasSample) {
      sample.run();
    }
    if (!lookedFor.isEmpty()) {
      find(project, lookedFor);
    }
  }

  private void find(Project project, List<LabelledScan> lookedFor) {
    Map<Integer, ScanOrigin> origins = new HashMap<>();
    lookedFor.forEach(scan -> origins.put(scan.id(), project.origin(scan)));
    Path place = project.file();
    tasks.start(
        BackgroundTask.named(
                "Finding the scans of the project",
                progress -> {
                  ScanSearch search = new ScanSearch(place);
                  Map<Integer, Path> found = new HashMap<>();
                  for (LabelledScan scan : lookedFor) {
                    ScanOrigin origin = origins.getOrDefault(scan.id(), ScanOrigin.UNKNOWN);
                    search
                        .find(scan, origin, progress)
                        .ifPresent(file -> found.put(scan.id(), file));
                  }
                  return found;
                })
            .superseding(this)
            .onSuccess(found -> {
              if (session.project().orElse(null) == project) {
                openFound(project, lookedFor, found);
              }
            }));
  }

  private void openFound(Project project, List<LabelledScan> lookedFor, Map<Integer, Path> found) {
    List<Path> files = new ArrayList<>();
    for (LabelledScan scan : lookedFor) {
      Path file = found.get(scan.id());
      if (file == null) {
        tellMissing(project, scan);
      } else {
        moved(project, scan, file);
        files.add(file);
      }
    }
    scans.open(files);
  }

  private void moved(Project project, LabelledScan scan, Path file) {
    if (!file.equals(scan.file())) {
      labels.moved(scan, file);
      project.scanMoved(scan.at(file));
    }
  }

  private void tellMissing(Project project, LabelledScan scan) {
    workspace.tell(
        Notice.warning(
                scan.name(),
                "This scan of the project is not at " + scan.file() + " any more.",
                "Its labels are kept. Say where it is now to see them.")
            .offering(
                "Find…",
                () ->
                    question
                        .apply(scan)
                        .filter(file -> session.project().orElse(null) == project)
                        .ifPresent(file -> {
                          moved(project, scan, file.toAbsolutePath().normalize());
                          scans.open(List.of(file));
                        })));
  }

  private void whenComplete(OpenScan scan) {
    if (scan.isComplete()) {
      check(scan);
      return;
    }
    scan.completeProperty()
        .addListener(
            new ChangeListener<Boolean>() {
              @Override
              public void changed(
                  ObservableValue<? extends Boolean> property, Boolean old, Boolean now) {
                if (now) {
                  property.removeListener(this);
                  check(scan);
                }
              }
            });
  }

  /// Tells if the file of a scan is another one than the one that was labelled.
  private void check(OpenScan scan) {
    Path file = scan.file().orElse(null);
    if (file == null || !workspace.scans().contains(scan)) {
      return;
    }
    int points = scan.cloud().pointCount();
    List<LabelledScan> ofFile =
        labels.scans().stream().filter(one -> file.equals(one.file())).toList();
    for (LabelledScan one : ofFile) {
      if (one.pointCount() == points) {
        compare(one, file);
      } else if (labels.labels(one).labelledCount() > 0 && told.add(one.id())) {
        workspace.tell(
            Notice.warning(
                scan.name(),
                "It has %,d points now; the project's labels are for %,d."
                    .formatted(points, one.pointCount()),
                "They are kept in the project, but not shown."));
      }
    }
  }

  private void compare(LabelledScan scan, Path file) {
    Project project = session.project().orElse(null);
    String known = project == null ? null : project.origin(scan).fingerprint();
    if (known == null) {
      return;
    }
    tasks.start(
        fingerprinting(file)
            .onSuccess(now -> {
              if (!now.equals(known) && told.add(scan.id())) {
                workspace.tell(
                    Notice.warning(
                        scan.name(),
                        "The file was changed since it was labelled; it still has as many points.",
                        "Look whether the labels lie where they should."));
              }
            }));
  }

  /// Notes in the project how a scan is known again.
  void fingerprint(LabelledScan scan) {
    Path file = scan.file();
    if (file != null) {
      tasks.start(
          fingerprinting(file)
              .onSuccess(
                  now -> session.project().ifPresent(project -> project.fingerprinted(scan, now))));
    }
  }

  private static BackgroundTask<String> fingerprinting(Path file) {
    return BackgroundTask.<String>named("Looking at " + file.getFileName(), progress -> print(file))
        .quiet()
        .onFailure(problem -> {}); // reading the scan says what is wrong with it
  }

  private static String print(Path file) throws IOException {
    return Fingerprint.of(file);
  }
}
