package cadenza.app.scans;

import cadenza.app.settings.Settings;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/// Opens, closes and exports scans.
///
/// # How it works
///
/// Files given at once are opened one after the other, so that a folder of large scans does not
/// read all of them side by side. A file that cannot be read is reported, and the rest goes on;
/// what is shown stays until there is something new to show.
public final class ScansModel {
  /// A folder dropped by mistake shall not open a disk.
  private static final int FOLDER_LIMIT = 40;

  // How readers of texts begin to tell what they took the columns for.
  private static final String COLUMNS = "columns read as ";

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final Settings settings;
  private final ScanSource source;
  private final ScanSink sink;
  private final Set<String> extensions;
  private final Deque<Path> waiting = new ArrayDeque<>();
  private final ReadOnlyIntegerWrapper opening = new ReadOnlyIntegerWrapper();
  private boolean busy;
  private boolean thumbnailsStarted;

  /// @param extensions of readable files, lower case without the dot; used for folders only
  public ScansModel(
      Workspace workspace,
      TaskRunner tasks,
      Settings settings,
      ScanSource source,
      ScanSink sink,
      Set<String> extensions) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.settings = settings;
    this.source = source;
    this.sink = sink;
    this.extensions = Set.copyOf(extensions);
  }

  /// Files being opened or waiting to be.
  public ReadOnlyIntegerProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /// Extensions of readable files, lower case without the dot.
  public Set<String> readableExtensions() {
    return extensions;
  }

  /// Opens files and the readable files of folders. One that is open already is shown.
  public void open(List<Path> paths) {
    for (Path path : paths) {
      if (Files.isDirectory(path) && !source.isScanFolder(path)) {
        openFolder(path);
      } else {
        enqueue(path);
      }
    }
    openNext();
  }

  private void enqueue(Path file) {
    Optional<OpenScan> known = workspace.find(file);
    if (known.isPresent()) {
      workspace.currentProperty().set(known.get());
    } else if (!waiting.contains(file)) {
      waiting.add(file);
      opening.set(opening.get() + 1);
    }
  }

  private void openFolder(Path folder) {
    tasks.start(
        BackgroundTask.named("Looking into " + folder.getFileName(), progress -> scansIn(folder))
            .onSuccess(files -> {
              if (files.isEmpty()) {
                workspace.tell(
                    Notice.warning(
                        "Opening " + folder.getFileName(),
                        "This folder holds no scan of a known format.",
                        "Readable are: " + String.join(", ", extensions) + "."));
              }
              files.forEach(this::enqueue);
              openNext();
            }));
  }

  private List<Path> scansIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file ->
              Files.isRegularFile(file) && extensions.contains(extension(file))
                  || Files.isDirectory(file) && source.isScanFolder(file))
          .sorted()
          .limit(FOLDER_LIMIT)
          .toList();
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void openNext() {
    Path file = busy ? null : waiting.poll();
    if (file == null) {
      return;
    }
    busy = true;
    FirstLook look = new FirstLook(file);
    tasks.start(
        BackgroundTask.named(
                "First look at " + file.getFileName(), progress -> source.firstLook(file, progress))
            .quiet()
            .onSuccess(cloud -> cloud.ifPresent(look::show))
            .onFailure(problem -> {}) // reading all of it says what is wrong
            .onEnd(() -> readAll(file, look)));
  }

  private void readAll(Path file, FirstLook look) {
    RunningTask reading =
        tasks.start(
            BackgroundTask.named(
                    "Opening " + file.getFileName(), progress -> source.read(file, progress))
                .onSuccess(contents -> opened(file, look, contents))
                .onEnd(() -> {
                  look.closeIfUnfinished();
                  busy = false;
                  opening.set(opening.get() - 1);
                  openNext();
                }));
    look.cancelIfClosed(reading);
  }

  private void opened(Path file, FirstLook look, ScanContents contents) {
    settings.remember(file);
    OpenScan shown = look.scan;
    if (shown == null) {
      add(new OpenScan(nameOf(file), file, contents));
    } else if (workspace.scans().contains(shown)) { // else it was closed meanwhile
      shown.complete(contents);
      tellOf(shown);
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  /// A scan that is shown before all of it is read.
  private final class FirstLook {
    private final Path file;
    private @Nullable OpenScan scan;
    private Runnable ended = () -> {};

    FirstLook(Path file) {
      this.file = file;
    }

    void show(PointCloud cloud) {
      OpenScan opened = OpenScan.firstLook(nameOf(file), file, cloud);
      scan = opened;
      workspace.add(opened);
    }

    /// Nobody will see the rest of a scan that was closed.
    void cancelIfClosed(RunningTask reading) {
      InvalidationListener closed =
          observable -> {
            if (scan != null && !workspace.scans().contains(scan)) {
              reading.cancel();
            }
          };
      workspace.scans().addListener(closed);
      ended = () -> workspace.scans().removeListener(closed);
      closed.invalidated(workspace.scans());
    }

    void closeIfUnfinished() {
      ended.run();
      if (scan != null && !scan.isComplete()) {
        workspace.close(scan);
      }
    }
  }

  /// Opens the part of a thinned scan that lies in a box, with all its points, beside it.
  public void openPart(OpenScan whole, Bounds region) {
    Path file = whole.file().orElse(null);
    if (file == null) {
      workspace.tell(
          Notice.info(whole.name(), "This is a part already; open another from the whole scan."));
      return;
    }
    opening.set(opening.get() + 1);
    tasks.start(
        BackgroundTask.named(
                "Opening a part of " + whole.name(),
                progress -> source.readPart(file, region, progress))
            .onSuccess(contents -> {
              if (contents.cloud().pointCount() == 0) {
                workspace.tell(
                    Notice.warning(
                        whole.name(),
                        "No point of the file lies in this part.",
                        "Double-click a point to look there, then try again."));
              } else {
                add(new OpenScan(whole.name() + " (part)", null, contents));
              }
            })
            .onEnd(() -> opening.set(opening.get() - 1)));
  }

  /// What the columns of a scan were read as, in their order; empty if it is no text.
  public static List<String> columnsOf(OpenScan scan) {
    return scan.warnings().stream()
        .filter(warning -> warning.startsWith(COLUMNS) && warning.endsWith("."))
        .map(warning -> warning.substring(COLUMNS.length(), warning.length() - 1))
        .findFirst()
        .map(names -> List.of(names.split(" ", -1)))
        .orElse(List.of());
  }

  /// Reads a text again with other columns; the old reading stays until the new one is there.
  public void readColumns(OpenScan scan, List<String> columns) {
    Path file = scan.file().orElse(null);
    if (file == null) {
      return;
    }
    tasks.start(
        BackgroundTask.named(
                "Reading " + scan.name() + " anew",
                progress -> source.readColumns(file, columns, progress))
            .superseding(scan)
            .onSuccess(contents -> {
              if (workspace.scans().contains(scan)) {
                scan.complete(contents);
                tellOf(scan);
                drawThumbnail(scan);
              }
            }));
  }

  /// Opens a scan that is no file of the person's, such as the sample.
  ///
  /// @param then told of it once it is open
  public void openBundled(String name, ScanSource reader, Consumer<OpenScan> then) {
    opening.set(opening.get() + 1);
    tasks.start(
        BackgroundTask.named("Opening " + name, progress -> reader.read(Path.of(name), progress))
            .onSuccess(contents -> {
              OpenScan scan = new OpenScan(name, null, contents);
              add(scan);
              then.accept(scan);
            })
            .onEnd(() -> opening.set(opening.get() - 1)));
  }

  /// Adds a scan and tells what its reader had to say.
  public void add(OpenScan scan) {
    workspace.add(scan);
    tellOf(scan);
  }

  private void tellOf(OpenScan scan) {
    if (!scan.warnings().isEmpty()) {
      workspace.tell(Notice.warning(scan.name(), String.join("\n", scan.warnings()), ""));
    }
    drawThumbnail(scan);
  }

  /// Draws the small pictures from now on. Not before the first picture in the middle is there,
  /// which shall have the machine for itself.
  public void startThumbnails() {
    thumbnailsStarted = true;
    for (OpenScan scan : workspace.scans()) {
      if (scan.thumbnailProperty().get() == null) {
        drawThumbnail(scan);
      }
    }
  }

  private void drawThumbnail(OpenScan scan) {
    if (!thumbnailsStarted) {
      return;
    }
    PointCloud cloud = scan.cloud();
    tasks.start(
        BackgroundTask.named("Thumbnail of " + scan.name(), progress -> Thumbnails.of(cloud))
            .superseding(List.of("thumbnail", scan))
            .quiet()
            .onSuccess(scan.thumbnailProperty()::set)
            // A scan without a thumbnail is as good; the viewport tells if drawing fails.
            .onFailure(problem -> {}));
  }

  public void close(OpenScan scan) {
    workspace.close(scan);
  }

  /// Writes the shown scan with all its attributes; the format follows the extension.
  public void export(OpenScan scan, Path file) {
    if (!scan.isComplete()) {
      workspace.tell(
          Notice.warning(scan.name(), "It is still being read.", "Export it once it is there."));
      return;
    }
    if (scan.isThinned()
        && scan.file().map(file.toAbsolutePath().normalize()::equals).orElse(false)) {
      workspace.tell(
          Notice.warning(
              scan.name(),
              "Only a part of its points is shown; writing them over the file would lose the rest.",
              "Choose another name."));
      return;
    }
    ScanContents contents = scan.contents();
    tasks.start(
        BackgroundTask.<Path>named(
                "Exporting " + file.getFileName(), progress -> write(contents, file, progress))
            .superseding(file)
            .onSuccess(written -> workspace.tell(exported(contents, written))));
  }

  private static Notice exported(ScanContents contents, Path written) {
    long points = contents.cloud().pointCount();
    String title = "Exported " + written.getFileName();
    return points >= contents.pointsInFile()
        ? Notice.info(title, Words.points(points) + " written to " + written + ".")
        : Notice.warning(
            title,
            "Only the points shown were written: %s, to %s."
                .formatted(Words.points(points, contents.pointsInFile()), written),
            "For all of them: cadenza convert IN OUT, with more memory if it asks for it.");
  }

  private Path write(ScanContents contents, Path file, Progress progress) throws IOException {
    sink.write(contents, file, progress);
    return file.toAbsolutePath();
  }
}
