package cadenza.app;

import cadenza.app.features.PipelineEngine;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.FeatureCache;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pretrain.OwnPretrainProcess;
import cadenza.app.project.UnnamedProjects;
import cadenza.app.scans.FileScans;
import cadenza.app.scans.SampleRoom;
import cadenza.app.settings.SettingsFile;
import cadenza.app.shell.MainWindow;
import cadenza.app.shell.Rehearsal;
import cadenza.app.shell.Services;
import cadenza.app.shell.StallMeter;
import cadenza.app.update.Releases;
import cadenza.app.weights.WeightsLibrary;
import cadenza.render.RendererChoice;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// What JavaFX starts: makes the real services and shows the window.
public final class WorkstationApplication extends Application {
  private static final long CACHE_LIMIT_BYTES = 4L << 30;

  private static final int[] ICON_SIZES = {16, 32, 64, 256};

  private @Nullable MainWindow window;

  @Override
  public void start(Stage stage) {
    AppFolders folders = AppFolders.ofUser();
    Path cache = folders.cache().resolve("features");
    Services services =
        new Services(
            new FileScans(),
            ScanFormats::write,
            ScanFormats.readableExtensions(),
            new SampleRoom(folders),
            new PipelineEngine(new FeaturePipeline(new FeatureCache(cache, CACHE_LIMIT_BYTES))),
            RendererChoice::choose,
            new SettingsFile(folders.config().resolve("settings.properties")),
            WeightsLibrary.ofUser(),
            page -> getHostServices().showDocument(page.toString()),
            UnnamedProjects.ofUser(folders),
            new OwnPretrainProcess(),
            GpuLibraries.ofUser(),
            Releases.ofProgram());
    for (int size : ICON_SIZES) {
      stage.getIcons().add(new Image(icon(size)));
    }
    Splash.endWith(stage);
    MainWindow opened = new MainWindow(stage, services);
    window = opened;
    StallMeter.startIfAsked(opened);
    Rehearsal.endIfAsked(opened);
    opened.show();
    List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
    opened.open(files);
  }

  private static String icon(int size) {
    return Objects.requireNonNull(WorkstationApplication.class.getResource("icon-" + size + ".png"))
        .toExternalForm();
  }

  @Override
  public void stop() {
    if (window != null) {
      window.awaitEnd();
    }
  }
}
