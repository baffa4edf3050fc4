package cadenza.app.shell;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.settings.Settings;
import cadenza.app.settings.SettingsFile;
import cadenza.app.weights.Download;
import cadenza.app.weights.WeightsLibrary;
import cadenza.render.RendererChoice;
import cadenza.render.Vec3;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// The real window with an encoder without a network, and what tests of it do again and again.
final class WindowUnderTest {
  private static final long PATIENCE_SECONDS = 60;

  final FakeEngine engine;
  final MainWindow window;
  private final Path folder;

  private WindowUnderTest(FakeEngine engine, MainWindow window, Path folder) {
    this.engine = engine;
    this.window = window;
    this.folder = folder;
  }

  /// Shows a window that knows nothing of earlier ones.
  static WindowUnderTest show(Stage stage) throws IOException {
    Path folder = Files.createTempDirectory("cadenza-test");
    FakeEngine engine = new FakeEngine();
    return new WindowUnderTest(
        engine, show(stage, engine, folder.resolve("settings.properties"), folder), folder);
  }

  /// Shows a window with an encoder, settings and a folder for weights of the test's own.
  static MainWindow show(Stage stage, FakeEngine engine, Path settings, Path weights) {
    seenFirstSteps(settings);
    Services services =
        new Services(
            ScanFormats::read,
            ScanFormats::write,
            ScanFormats.readableExtensions(),
            (file, progress) -> SmallRoom.contents(),
            engine,
            () -> RendererChoice.java("a test"),
            new SettingsFile(settings),
            new WeightsLibrary(List.of(), weights, new Download()),
            page -> {});
    MainWindow window = new MainWindow(stage, services);
    window.show();
    return window;
  }

  /// Whoever tests the picture has seen the card that stands over it on a first start.
  private static void seenFirstSteps(Path file) {
    Settings settings = new Settings();
    SettingsFile onDisk = new SettingsFile(file);
    onDisk.readInto(settings);
    settings.firstStepsSeenProperty().set(true);
    try {
      onDisk.write(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  /// Opens the corner of a room under a name of its own and waits until its picture is there.
  void open(FxRobot robot, String name) throws IOException, TimeoutException {
    Path file = SmallRoom.write(folder.resolve(name));
    robot.interact(() -> {
      window.stage().toFront();
      window.open(List.of(file));
    });
    waitUntil(() -> window.viewport().pointsDrawnProperty().get() > 0);
    waitUntil(this::isStill);
  }

  /// Whether all of the picture is drawn, by the camera of the model.
  boolean isStill() {
    return window
        .viewport()
        .loop()
        .ask(frame ->
            frame.stats().finished() && frame.camera().equals(window.viewportModel().camera()))
        .orElse(false);
  }

  /// Encodes the shown scan and waits for its features.
  void encode(FxRobot robot) throws TimeoutException {
    waitUntil(() -> window.features().cardProperty().get() != null);
    robot.interact(() -> window.features().encode());
    waitUntil(() -> window.workspace().current().encoding() != null);
  }

  /// Where a point of the shown scan is on the screen.
  Point2D onScreen(int point) {
    return onScreen(window, point);
  }

  static Point2D onScreen(MainWindow window, int point) {
    var cloud = window.workspace().current().cloud();
    var viewport = window.viewport();
    double[] place =
        window
            .viewportModel()
            .camera()
            .project(
                new Vec3(cloud.world(point, 0), cloud.world(point, 1), cloud.world(point, 2)),
                (int) viewport.getWidth(),
                (int) viewport.getHeight());
    return viewport.localToScreen(place[0], place[1]);
  }
}
