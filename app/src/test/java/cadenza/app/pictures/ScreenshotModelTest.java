package cadenza.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.TestThread;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Workspace;
import cadenza.render.Background;
import cadenza.render.PointSize;
import cadenza.render.Scene;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenshotModelTest {
  @TempDir Path directory;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final ScreenshotModel model = new ScreenshotModel(workspace, tasks);
  private final PictureSettings settings = model.settings();

  @AfterEach
  void close() {
    tasks.close();
  }

  private BufferedImage saved() throws Exception {
    Path file = directory.resolve("shot.png");
    model.save(file);
    thread.runUntil(() -> tasks.tasks().isEmpty());
    assertThat(workspace.notices()).hasSize(1);
    assertThat(workspace.notices().getFirst().title()).isEqualTo("Screenshot saved");
    return ImageIO.read(file.toFile());
  }

  @Test
  void isAsLargeAsTheWindowUnlessASizeIsChosen() {
    settings.begin(Films.subject(1));
    assertThat(settings.widthProperty().get()).isEqualTo(640);
    settings.presetProperty().set(SizePreset.UHD_8K);
    assertThat(settings.heightProperty().get()).isEqualTo(4320);
    assertThat(model.problemBinding().get()).isEmpty();
    assertThat(model.summaryBinding().get()).contains("33.2 megapixels");
    settings.widthProperty().set(900);
    assertThat(settings.presetProperty().get()).isEqualTo(SizePreset.CUSTOM);
    assertThat(settings.heightProperty().get()).isEqualTo(4320);
    settings.widthProperty().set(0);
    assertThat(model.problemBinding().get()).contains("1 to 32768");
    assertThat(model.screenshot()).isEmpty();
  }

  @Test
  void whatMemoryCannotHoldIsRefusedWithNumbers() {
    settings.begin(Films.subject(1));
    settings.widthProperty().set(32768);
    settings.heightProperty().set(16384);
    boolean fits = Runtime.getRuntime().maxMemory() > 4e9;
    assertThat(model.problemBinding().get().isEmpty()).isEqualTo(fits);
    if (!fits) {
      assertThat(model.problemBinding().get()).contains("32768 × 16384", "GB");
    }
  }

  @Test
  void pointsOfFixedPixelsGrowWithThePicture() {
    Subject subject = Films.subject(1);
    Scene fixed = subject.scenes().getFirst();
    fixed = fixed.withStyle(fixed.style().withPointSize(PointSize.fixed(2)));
    settings.backdropProperty().set(PictureBackdrop.LIGHT);
    Scene drawn =
        settings
            .scenes(
                new Subject("x", List.of(fixed), subject.camera(), subject.window()),
                new PictureSize(2560, 1920))
            .getFirst();
    assertThat(drawn.style().pointSize()).isEqualTo(PointSize.fixed(8));
    assertThat(drawn.style().background()).isEqualTo(Background.LIGHT);
  }

  @Test
  void aTransparentBackgroundIsTransparentInTheFile() throws Exception {
    settings.begin(Films.subject(1));
    settings.widthProperty().set(120);
    settings.heightProperty().set(90);
    settings.backdropProperty().set(PictureBackdrop.TRANSPARENT);
    BufferedImage picture = saved();
    assertThat(picture.getWidth()).isEqualTo(120);
    assertThat(picture.getRGB(0, 0) >>> 24).isZero();
    assertThat(picture.getRGB(60, 45) >>> 24).isEqualTo(0xff);
  }

  @Test
  void halvesOfASplitPictureStandSideBySide() throws Exception {
    settings.begin(Films.subject(2));
    settings.widthProperty().set(201);
    settings.heightProperty().set(90);
    BufferedImage both = saved();
    assertThat(both.getWidth()).isEqualTo(201);
    assertThat(both.getRGB(100, 5)).isEqualTo(0xff808890);
    assertThat(both.getRGB(50, 60)).isNotEqualTo(both.getRGB(151, 60));
    settings.bothHalvesProperty().set(false);
    assertThat(model.screenshot().orElseThrow().scenes()).hasSize(1);
  }

  @Test
  void aCancelledScreenshotLeavesNoFile() throws Exception {
    settings.begin(Films.subject(1));
    settings.presetProperty().set(SizePreset.UHD_4K);
    model.save(directory.resolve("shot.png"));
    tasks.tasks().getFirst().cancel();
    thread.runUntil(() -> tasks.tasks().isEmpty());
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }
}
