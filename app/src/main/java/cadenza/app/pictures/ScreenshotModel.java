package cadenza.app.pictures;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import cadenza.render.splat.SplatRenderer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/// Decides what a screenshot is of and saves it in the background.
public final class ScreenshotModel {
  private final Workspace workspace;
  private final TaskRunner tasks;
  private final PictureSettings settings = new PictureSettings();
  private final StringBinding problem;
  private final StringBinding summary;

  public ScreenshotModel(Workspace workspace, TaskRunner tasks) {
    this.workspace = workspace;
    this.tasks = tasks;
    problem =
        Bindings.createStringBinding(
            this::findProblem,
            settings.subjectProperty(),
            settings.widthProperty(),
            settings.heightProperty());
    summary =
        Bindings.createStringBinding(
            this::describe,
            settings.subjectProperty(),
            settings.widthProperty(),
            settings.heightProperty());
  }

  public PictureSettings settings() {
    return settings;
  }

  /// Why no picture of this size can be saved; empty if it can.
  public StringBinding problemBinding() {
    return problem;
  }

  /// How large it will be.
  public StringBinding summaryBinding() {
    return summary;
  }

  /// A name for the file.
  public String suggestedName() {
    Subject subject = settings.subjectProperty().get();
    return (subject == null ? "scan" : subject.name()) + ".png";
  }

  /// What is to be drawn; empty if nothing can.
  Optional<Screenshot> screenshot() {
    Subject subject = settings.subjectProperty().get();
    return settings
        .size()
        .filter(size -> subject != null)
        .map(size ->
            new Screenshot(settings.scenes(subject, size), settings.camera(subject, size), size));
  }

  private String findProblem() {
    return screenshot()
        .map(Screenshot::obstacle)
        .orElse("Each side may be 1 to " + PictureSize.MAX_SIDE + " pixels.");
  }

  private String describe() {
    return screenshot()
        .map(shot ->
            String.format(
                Locale.ROOT,
                "%.1f megapixels; drawing takes %s of memory.",
                shot.size().width() * (double) shot.size().height() / 1e6,
                memory(shot.bytesNeeded())))
        .orElse("");
  }

  private static String memory(long bytes) {
    return bytes < 1e9
        ? Math.max(1, Math.round(bytes / 1e6)) + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /// Draws and writes it in the background.
  public void save(Path file) {
    screenshot()
        .ifPresent(shot ->
            tasks.start(
                BackgroundTask.<Path>named(
                        "Screenshot " + file.getFileName(),
                        progress -> {
                          shot.write(SplatRenderer::new, file, progress);
                          return file.toAbsolutePath();
                        })
                    .onSuccess(written ->
                        workspace.tell(
                            Notice.info(
                                "Screenshot saved", shot.size() + " pixels, " + written)))));
  }
}
