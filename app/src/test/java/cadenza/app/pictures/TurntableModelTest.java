package cadenza.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.TestThread;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurntableModelTest {
  @TempDir Path directory;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);

  @AfterEach
  void close() {
    tasks.close();
  }

  private TurntableModel model(@Nullable Ffmpeg ffmpeg) {
    TurntableModel model = new TurntableModel(workspace, tasks, () -> Optional.ofNullable(ffmpeg));
    model.begin(Films.subject(1));
    thread.runUntil(() -> tasks.tasks().isEmpty());
    return model;
  }

  private static Ffmpeg with(String... encoders) {
    return new Ffmpeg(Path.of("ffmpeg"), List.of(encoders));
  }

  @Test
  void withoutFfmpegItMakesPicturesAndSaysWhatToInstall() {
    TurntableModel model = model(null);
    assertThat(model.formatProperty().get()).isEqualTo(FilmFormat.FRAMES);
    assertThat(model.problemBinding().get()).isEmpty();
    assertThat(model.advice()).contains("apt install ffmpeg");
    model.formatProperty().set(FilmFormat.MP4);
    assertThat(model.problemBinding().get()).contains("apt install ffmpeg");
  }

  @Test
  void withoutH264ItMakesWebm() {
    TurntableModel model = model(with("libvpx-vp9"));
    assertThat(model.formatProperty().get()).isEqualTo(FilmFormat.WEBM);
    assertThat(model.suggestedName()).isEqualTo("room-turntable.webm");
    assertThat(model.advice()).contains("H.264");
    assertThat(model(with("libx264")).advice()).isEmpty();
  }

  @Test
  void secondsAndRateMakeTheNumberOfPictures() {
    TurntableModel model = model(with("libx264"));
    model.secondsProperty().set(4);
    model.framesPerSecondProperty().set(25);
    assertThat(model.summaryBinding().get()).startsWith("100 pictures");
    assertThat(model.film().orElseThrow().frameCount()).isEqualTo(100);
    model.framesPerSecondProperty().set(0);
    assertThat(model.problemBinding().get()).contains("1 to 120");
    model.framesPerSecondProperty().set(120);
    model.secondsProperty().set(600);
    assertThat(model.problemBinding().get()).contains("2 to 9999");
    assertThat(model.film()).isEmpty();
  }

  @Test
  void aVideoIsNeverTransparent() {
    TurntableModel model = model(with("libx264"));
    model.settings().backdropProperty().set(PictureBackdrop.TRANSPARENT);
    assertThat(model.problemBinding().get()).contains("cannot be transparent");
    model.formatProperty().set(FilmFormat.FRAMES);
    assertThat(model.problemBinding().get()).isEmpty();
  }

  @Test
  void savesPicturesIntoAFolder() {
    TurntableModel model = model(null);
    model.secondsProperty().set(1);
    model.framesPerSecondProperty().set(3);
    model.settings().widthProperty().set(64);
    model.settings().heightProperty().set(48);
    Path folder = directory.resolve(model.suggestedName());
    model.save(folder);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(folder.resolve("frame_0003.png")).exists();
    assertThat(workspace.notices().getLast().title()).isEqualTo("Turntable saved");
  }
}
