package cadenza.app.shell;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.probing.BatchApply;
import cadenza.app.probing.ProbeOutcome;
import cadenza.app.probing.ProbingModel;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.workspace.Notice;
import cadenza.probe.LinearProbe;
import cadenza.probe.ProbeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.kordamp.ikonli.feather.Feather;

/// Probes as files: what was learnt here is used elsewhere, by this program or its command line.
final class ProbeFileCommands {
  private static final ExtensionFilter PROBES = new ExtensionFilter("Probes", "*.probe");

  private final MainWindow window;
  private final ProbingModel probing;

  ProbeFileCommands(MainWindow window, ProbingModel probing) {
    this.window = window;
    this.probing = probing;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "probe.save",
            AnnotateTools.TAB,
            "Save probe…",
            Feather.SAVE,
            null,
            Bindings.isNotNull(probing.outcomeProperty()),
            this::askWhereToSave),
        new Command(
            "probe.open",
            AnnotateTools.TAB,
            "Open probe…",
            Feather.FOLDER,
            null,
            Bindings.isNotNull(window.workspace().currentProperty()),
            this::askWhatToOpen),
        new Command(
            "probe.batch",
            AnnotateTools.TAB,
            "Apply probe to a folder…",
            Feather.COPY,
            null,
            Bindings.isNotNull(probing.outcomeProperty()),
            this::askForFolders),
        new Command(
            "probe.forget",
            AnnotateTools.TAB,
            "Back to the probe of my labels",
            Feather.ROTATE_CCW,
            null,
            Bindings.isNotNull(probing.givenProperty()),
            () -> probing.givenProperty().set(null)));
  }

  private void askWhereToSave() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save probe");
    chooser.getExtensionFilters().add(PROBES);
    chooser.setInitialFileName("classes.probe");
    File file = chooser.showSaveDialog(window.stage());
    if (file != null) {
      save(file.toPath());
    }
  }

  /// Writes the present probe with all that says where it comes from.
  void save(Path file) {
    ProbeOutcome now = probing.outcomeProperty().get();
    if (now == null) {
      return;
    }
    LinearProbe probe = now.probe();
    window
        .tasks()
        .start(
            BackgroundTask.named(
                    "Saving the probe",
                    progress -> {
                      ProbeFile.write(probe, file);
                      return file;
                    })
                .onSuccess(written ->
                    window
                        .workspace()
                        .tell(
                            Notice.info(
                                "Probe saved",
                                written
                                    + ": apply it to other scans with “Open probe…”, or to whole"
                                    + " folders with “cadenza probe apply”."))));
  }

  private void askWhatToOpen() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open probe");
    chooser.getExtensionFilters().addAll(PROBES, new ExtensionFilter("All files", "*.*"));
    File file = chooser.showOpenDialog(window.stage());
    if (file != null) {
      open(file.toPath());
    }
  }

  /// Predicts with a probe from a file; the labels stay and do not train meanwhile.
  void open(Path file) {
    window
        .tasks()
        .start(
            BackgroundTask.named("Opening the probe", progress -> ProbeFile.read(file))
                .onSuccess(probe -> {
                  window.side().show(AnnotateTools.TAB);
                  probing.givenProperty().set(probe);
                }));
  }

  private void askForFolders() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder of scans to predict");
    File from = chooser.showDialog(window.stage());
    if (from == null) {
      return;
    }
    chooser.setTitle("Folder to write them to");
    File to = chooser.showDialog(window.stage());
    if (to != null) {
      apply(from.toPath(), to.toPath());
    }
  }

  /// Predicts every scan of a folder and writes it, labelled, into another one.
  void apply(Path from, Path to) {
    ProbeOutcome now = probing.outcomeProperty().get();
    if (now == null) {
      return;
    }
    LinearProbe probe = now.probe();
    EncodeSettings settings =
        new EncodeSettings((float) probe.source().gridSizeMeters(), 0)
            .with(window.features().device().compute());
    BatchApply batch =
        new BatchApply(
            window.services().engine(),
            window.services().source(),
            window.services().sink(),
            probe,
            settings);
    window
        .tasks()
        .start(
            BackgroundTask.named(
                    "Applying the probe to " + from.getFileName(),
                    progress -> batch.run(scans(from), to, progress))
                .onSuccess(done -> window.workspace().tell(words(done))));
  }

  private List<Path> scans(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(this::isScan).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("There is no scan in " + folder + ".");
      }
      return found;
    }
  }

  private boolean isScan(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Files.isDirectory(file)
        ? window.services().source().isScanFolder(file)
        : window.services().extensions().contains(extension);
  }

  private static Notice words(BatchApply.Done done) {
    String written = done.written() + (done.written() == 1 ? " scan" : " scans") + " written";
    return done.failed() == 0
        ? Notice.info("Probe applied", written + "; " + done.report() + " tells what was found.")
        : Notice.warning(
            "Probe applied",
            written + ", " + done.failed() + " could not be predicted.",
            done.report() + " says why.");
  }
}
