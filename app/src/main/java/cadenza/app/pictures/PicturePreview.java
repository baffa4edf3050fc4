package cadenza.app.pictures;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.render.Camera;
import cadenza.render.Offscreen;
import cadenza.render.Raster;
import cadenza.render.Scene;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;

/// The picture in small, drawn anew in the background whenever a setting changes.
final class PicturePreview extends StackPane {
  private static final String KEY = "picture preview";
  private static final int WIDTH = 420;
  private static final int HEIGHT = 250;

  /// Clouds above this are drawn without smooth edges, which takes a ninth of the time.
  private static final long SMOOTH_POINTS = 2_000_000;

  private final PictureSettings settings;
  private final BiFunction<Subject, PictureSize, Camera> camera;
  private final TaskRunner tasks;
  private final ImageView view = new ImageView();
  private final InvalidationListener changed = observable -> draw();

  /// @param camera where the picture is drawn from
  PicturePreview(
      PictureSettings settings, BiFunction<Subject, PictureSize, Camera> camera, TaskRunner tasks) {
    this.settings = settings;
    this.camera = camera;
    this.tasks = tasks;
    setId("picture-preview");
    getStyleClass().add("picture-preview");
    setMinSize(WIDTH + 2, HEIGHT + 2);
    setMaxSize(WIDTH + 2, HEIGHT + 2);
    getChildren().add(view);
    sources().forEach(source -> source.addListener(changed));
    draw();
  }

  private List<ObservableValue<?>> sources() {
    return List.of(
        settings.widthProperty(),
        settings.heightProperty(),
        settings.backdropProperty(),
        settings.overlaysProperty(),
        settings.wholeScanProperty(),
        settings.bothHalvesProperty());
  }

  /// Ends drawing; the settings outlive this.
  void close() {
    sources().forEach(source -> source.removeListener(changed));
    tasks.cancel(KEY);
  }

  private void draw() {
    Subject subject = settings.subjectProperty().get();
    PictureSize size = settings.size().orElse(null);
    if (subject == null || size == null) {
      return;
    }
    double scale =
        Math.min((double) WIDTH / size.width(), Math.min((double) HEIGHT / size.height(), 1));
    PictureSize small =
        new PictureSize(
            Math.max(2, (int) Math.round(size.width() * scale)),
            Math.max(1, (int) Math.round(size.height() * scale)));
    boolean smooth = subject.pointCount() <= SMOOTH_POINTS;
    List<Scene> scenes =
        settings.scenes(subject, small).stream()
            .map(scene -> scene.withStyle(scene.style().withAntiAliased(smooth)))
            .toList();
    Camera from = camera.apply(subject, size);
    tasks.start(
        BackgroundTask.named(
                "Preview",
                progress -> {
                  try (Offscreen offscreen = Offscreen.java()) {
                    return new Screenshot(scenes, from, small).draw(offscreen, progress);
                  }
                })
            .quiet()
            .superseding(KEY)
            .onSuccess(this::show));
  }

  private void show(Raster raster) {
    WritableImage image = new WritableImage(raster.width(), raster.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            raster.width(),
            raster.height(),
            PixelFormat.getIntArgbPreInstance(),
            raster.pixels(),
            0,
            raster.width());
    view.setImage(image);
  }
}
