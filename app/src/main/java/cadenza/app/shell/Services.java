package cadenza.app.shell;

import cadenza.app.features.FeatureEngine;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.pretrain.OwnPretrainProcess;
import cadenza.app.pretrain.PretrainProcess;
import cadenza.app.project.UnnamedProjects;
import cadenza.app.scans.ScanSink;
import cadenza.app.scans.ScanSource;
import cadenza.app.settings.SettingsFile;
import cadenza.app.update.Releases;
import cadenza.app.weights.WeightsLibrary;
import cadenza.render.RendererChoice;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the window gets from outside: in the program the real things, in a test what it needs.
///
/// @param source reads scans
/// @param sink writes scans
/// @param extensions of readable files, lower case without the dot
/// @param sample reads the room that ships with Cadenza; its path argument means nothing
/// @param engine encodes scans; closed with the window
/// @param renderer opens the renderer, on the render thread
/// @param settingsFile where settings are kept
/// @param weights the official weights
/// @param browser shows a page in the browser
/// @param unnamed where projects lie that are not saved yet
/// @param pretraining starts pretraining as a process of its own
/// @param gpu the libraries that an NVIDIA GPU needs
/// @param releases tells of newer versions when a person asks
public record Services(
    ScanSource source,
    ScanSink sink,
    Set<String> extensions,
    ScanSource sample,
    FeatureEngine engine,
    Supplier<RendererChoice> renderer,
    SettingsFile settingsFile,
    WeightsLibrary weights,
    Consumer<URI> browser,
    UnnamedProjects unnamed,
    PretrainProcess pretraining,
    GpuLibraries gpu,
    Releases releases) {
  /// With projects that are not saved yet beside the settings.
  public Services(
      ScanSource source,
      ScanSink sink,
      Set<String> extensions,
      ScanSource sample,
      FeatureEngine engine,
      Supplier<RendererChoice> renderer,
      SettingsFile settingsFile,
      WeightsLibrary weights,
      Consumer<URI> browser) {
    this(
        source,
        sink,
        extensions,
        sample,
        engine,
        renderer,
        settingsFile,
        weights,
        browser,
        new UnnamedProjects(settingsFile.folder().resolve("projects")),
        new OwnPretrainProcess(),
        GpuLibraries.under(settingsFile.folder()),
        Releases.ofProgram());
  }
}
