package cadenza.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.settings.Settings.WindowPlace;
import cadenza.app.weights.WeightsChoice;
import cadenza.render.Camera;
import cadenza.render.Vec3;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Settings settings = new Settings();
    settings.themeProperty().set(ThemeChoice.DARK);
    settings.windowProperty().set(new WindowPlace(1000, 700, true));
    settings.remember(folder.resolve("räume.ply"));
    settings.remember(folder.resolve("b.pcd"));
    settings.weightsProperty().set(new WeightsChoice.OfFile(folder.resolve("a:b.pth"), "base"));
    settings.deviceProperty().set(DeviceChoice.CPU);
    settings.precisionProperty().set(Precision.BF16);
    settings.rememberWeights(folder.resolve("a:b.pth"));
    settings.orbitAtPointerProperty().set(false);
    settings.firstStepsSeenProperty().set(true);
    Camera camera = new Camera(new Vec3(1e6 + 1.0 / 3, -2, 0.1), 7, 1, -0.5, 0.8, true);
    SavedView view = new SavedView("Küche = 1: Tür", 4, camera);
    settings.saveViews("/räume.ply", List.of(view, new SavedView("b", 0, camera)));
    SettingsFile file = new SettingsFile(folder.resolve("new").resolve("settings.properties"));
    file.write(settings);

    Settings read = new Settings();
    file.readInto(read);
    assertThat(read.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
    assertThat(read.windowProperty().get()).isEqualTo(new WindowPlace(1000, 700, true));
    assertThat(read.weightsProperty().get()).isEqualTo(settings.weightsProperty().get());
    assertThat(read.deviceProperty().get()).isEqualTo(DeviceChoice.CPU);
    assertThat(read.precisionProperty().get()).isEqualTo(Precision.BF16);
    assertThat(read.savedViews().get("/räume.ply"))
        .containsExactly(view, new SavedView("b", 0, camera));
    assertThat(read.orbitAtPointerProperty().get()).isFalse();
    assertThat(read.firstStepsSeenProperty().get()).isTrue();
    assertThat(read.recentWeights()).containsExactly(folder.resolve("a:b.pth"));
    assertThat(read.recentFiles())
        .containsExactly(folder.resolve("b.pcd"), folder.resolve("räume.ply"));
  }

  @Test
  void nonsenseLeavesTheDefaults() throws IOException {
    Path file = folder.resolve("settings.properties");
    Files.writeString(
        file,
        "views.0=x\nviews.0.0=1 2 3\nviews.0.1=1 a b c d e f g h i\ntheme=PINK\ndevice=cpu\nprecision=f7\nweights=file:nothing\nwindow.width=-3\nrecent.0=x.ply\n");
    Settings read = new Settings();
    new SettingsFile(file).readInto(read);
    assertThat(read.themeProperty().get()).isEqualTo(ThemeChoice.SYSTEM);
    assertThat(read.windowProperty().get()).isEqualTo(WindowPlace.INITIAL);
    assertThat(read.weightsProperty().get()).isEqualTo(new WeightsChoice.Starter());
    assertThat(read.deviceProperty().get()).isEqualTo(DeviceChoice.AUTO);
    assertThat(read.precisionProperty().get()).isEqualTo(Precision.F32);
    assertThat(read.savedViews()).isEmpty();
    assertThat(read.recentFiles()).containsExactly(Path.of("x.ply"));
  }

  @Test
  void recentFilesAreLimitedAndNotRepeated() {
    Settings settings = new Settings();
    for (int i = 0; i < 30; i++) {
      settings.remember(folder.resolve(i % 15 + ".ply"));
    }
    assertThat(settings.recentFiles()).hasSize(Settings.RECENT_LIMIT).doesNotHaveDuplicates();
    assertThat(settings.recentFiles().getFirst()).isEqualTo(folder.resolve("14.ply"));
  }
}
