package cadenza.app.pictures;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import cadenza.render.Turntable;
import cadenza.render.splat.SplatRenderer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Decides what a turntable film is like and saves it in the background.
public final class TurntableModel {
  private static final int MAX_SECONDS = 600;
  private static final int MAX_FPS = 120;

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final Supplier<Optional<Ffmpeg>> finder;
  private final PictureSettings settings = new PictureSettings();
  private final IntegerProperty seconds = new SimpleIntegerProperty(8);
  private final IntegerProperty framesPerSecond = new SimpleIntegerProperty(30);
  private final BooleanProperty clockwise = new SimpleBooleanProperty();
  private final ObjectProperty<FilmFormat> format = new SimpleObjectProperty<>(FilmFormat.MP4);
  private final ReadOnlyObjectWrapper<@Nullable Ffmpeg> ffmpeg = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty searched = new SimpleBooleanProperty();
  private final StringBinding problem;
  private final StringBinding summary;

  /// @param finder looks for ffmpeg; called in the background
  public TurntableModel(Workspace workspace, TaskRunner tasks, Supplier<Optional<Ffmpeg>> finder) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.finder = finder;
    settings.presetProperty().set(SizePreset.FULL_HD);
    settings.wholeScanProperty().set(true);
    Observable[] sources = {
      settings.subjectProperty(),
      settings.widthProperty(),
      settings.heightProperty(),
      settings.backdropProperty(),
      settings.wholeScanProperty(),
      seconds,
      framesPerSecond,
      format,
      ffmpeg,
      searched
    };
    problem = Bindings.createStringBinding(this::findProblem, sources);
    summary = Bindings.createStringBinding(this::describe, sources);
  }

  public PictureSettings settings() {
    return settings;
  }

  /// How long a whole turn takes.
  public IntegerProperty secondsProperty() {
    return seconds;
  }

  public IntegerProperty framesPerSecondProperty() {
    return framesPerSecond;
  }

  /// Direction of the camera as seen from above.
  public BooleanProperty clockwiseProperty() {
    return clockwise;
  }

  public ObjectProperty<FilmFormat> formatProperty() {
    return format;
  }

  /// The program that makes videos; null as long as none is known.
  public ReadOnlyObjectProperty<@Nullable Ffmpeg> ffmpegProperty() {
    return ffmpeg.getReadOnlyProperty();
  }

  /// Why no such film can be saved, and what to do; empty if it can.
  public StringBinding problemBinding() {
    return problem;
  }

  /// How many pictures it will be.
  public StringBinding summaryBinding() {
    return summary;
  }

  /// Takes in what the window shows now, and looks for ffmpeg unless it is known.
  public void begin(Subject now) {
    settings.begin(now);
    if (ffmpeg.get() == null) {
      tasks.start(
          BackgroundTask.named("Looking for ffmpeg", progress -> finder.get())
              .quiet()
              .onSuccess(this::found));
    }
  }

  private void found(Optional<Ffmpeg> found) {
    ffmpeg.set(found.orElse(null));
    searched.set(true);
    if (!canWrite(format.get())) {
      format.set(canWrite(FilmFormat.WEBM) ? FilmFormat.WEBM : FilmFormat.FRAMES);
    }
  }

  /// Whether this machine can write such a film.
  public boolean canWrite(FilmFormat candidate) {
    Ffmpeg program = ffmpeg.get();
    return candidate.video().map(video -> program != null && program.makes(video)).orElse(true);
  }

  /// What to do so that videos can be made; empty if they can, or nobody knows yet.
  public String advice() {
    if (!searched.get() || canWrite(FilmFormat.MP4)) {
      return "";
    }
    return ffmpeg.get() == null
        ? "There is no ffmpeg here, which makes videos. " + Ffmpeg.ADVICE
        : "The ffmpeg here has no encoder for H.264.";
  }

  private int frameCount() {
    return seconds.get() * framesPerSecond.get();
  }

  private String findProblem() {
    if (settings.size().isEmpty()) {
      return "Each side may be 1 to " + PictureSize.MAX_SIDE + " pixels.";
    }
    if (seconds.get() < 1 || seconds.get() > MAX_SECONDS) {
      return "A turn may take 1 to " + MAX_SECONDS + " seconds.";
    }
    if (framesPerSecond.get() < 1 || framesPerSecond.get() > MAX_FPS) {
      return "There may be 1 to " + MAX_FPS + " pictures a second.";
    }
    if (frameCount() < 2 || frameCount() > Turntable.MAX_FRAMES) {
      return "A film has 2 to " + Turntable.MAX_FRAMES + " pictures.";
    }
    if (!canWrite(format.get())) {
      return searched.get() ? "" + advice() : "Looking for ffmpeg…";
    }
    if (format.get() != FilmFormat.FRAMES
        && settings.backdropProperty().get() == PictureBackdrop.TRANSPARENT) {
      return "A video cannot be transparent. Choose another background, or PNG pictures.";
    }
    return film()
        .map(film -> new Screenshot(film.scenes(), film.turntable().start(), film.size()))
        .map(Screenshot::obstacle)
        .orElse("");
  }

  private String describe() {
    return String.format(
        Locale.ROOT,
        "%,d pictures; the camera keeps its elevation and turns once about %s.",
        frameCount(),
        settings.wholeScanProperty().get() ? "the middle of the scan" : "the pivot");
  }

  /// What is to be drawn; empty if nothing can.
  Optional<Film> film() {
    Subject subject = settings.subjectProperty().get();
    int count = frameCount();
    return settings
        .size()
        .filter(size -> subject != null && count >= 2 && count <= Turntable.MAX_FRAMES)
        .map(size ->
            new Film(
                settings.scenes(subject, size),
                new Turntable(settings.turningCamera(subject, size), count, clockwise.get()),
                size));
  }

  /// A name for the file or folder.
  public String suggestedName() {
    Subject subject = settings.subjectProperty().get();
    String stem = (subject == null ? "scan" : subject.name()) + "-turntable";
    return format.get().video().map(video -> stem + "." + video.extension()).orElse(stem);
  }

  /// Draws and writes it in the background.
  ///
  /// @param target the file, or the folder for pictures
  public void save(Path target) {
    Optional<VideoFormat> video = format.get().video();
    Ffmpeg program = ffmpeg.get();
    int rate = framesPerSecond.get();
    film()
        .ifPresent(film ->
            tasks.start(
                BackgroundTask.<Path>named(
                        "Turntable " + target.getFileName(),
                        progress -> {
                          if (video.isPresent() && program != null) {
                            program.write(
                                film, SplatRenderer::new, video.get(), rate, target, progress);
                          } else {
                            FrameFolder.write(film, SplatRenderer::new, target, progress);
                          }
                          return target.toAbsolutePath();
                        })
                    .onSuccess(written ->
                        workspace.tell(
                            Notice.info(
                                "Turntable saved",
                                film.frameCount()
                                    + " pictures of "
                                    + film.size()
                                    + " pixels, "
                                    + written)))));
  }
}
