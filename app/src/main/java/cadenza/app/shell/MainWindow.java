package cadenza.app.shell;

import cadenza.app.features.DeviceModel;
import cadenza.app.features.FeaturesModel;
import cadenza.app.features.FeaturesPane;
import cadenza.app.features.GpuModel;
import cadenza.app.features.PcaModel;
import cadenza.app.features.WeightsModel;
import cadenza.app.labels.LabelModel;
import cadenza.app.look.ClassNames;
import cadenza.app.look.LookModel;
import cadenza.app.look.LookPane;
import cadenza.app.scans.ScansModel;
import cadenza.app.scans.ScansPane;
import cadenza.app.settings.Settings;
import cadenza.app.settings.Settings.WindowPlace;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.AnimatedGlide;
import cadenza.app.viewport.SplitPicture;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.ViewportOverlay;
import cadenza.app.viewport.ViewportPane;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import cadenza.render.RendererChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// The one window: makes the models, gives them to the panes, and puts the panes in their places.
public final class MainWindow implements AutoCloseable {
  private static final Duration END_PATIENCE = Duration.ofSeconds(3);

  private final Stage stage;
  private final Services services;
  private final Settings settings = new Settings();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(Platform::runLater, workspace::tell);
  private final ScansModel scans;
  private final LookModel look;
  private final ViewportModel viewportModel;
  private final ToolModel tools = new ToolModel();
  private final ViewportPane viewport;
  private final PictureCommands pictures;
  private final StatusBar statusBar;
  private final CommandPalette palette;
  private final WindowDialogs dialogs;
  private final Commands commands;
  private final FeaturesModel features;
  private final GpuModel gpu;
  private final FirstSteps firstSteps;
  private final SidePane side = new SidePane();
  private final ViewportTools viewportTools;
  private final SelectionTools selectionTools;
  private final SimilarityTools similarity;
  private final LabelModel labels = new LabelModel();
  private final AnnotateTools annotate;
  private final ProjectCommands project;
  private final PretrainTools pretrain;

  /// Builds everything; nothing is shown and nothing runs before [#show()].
  public MainWindow(Stage stage, Services services) {
    this.stage = stage;
    this.services = services;
    services.settingsFile().readInto(settings);
    scans =
        new ScansModel(
            workspace, tasks, settings, services.source(), services.sink(), services.extensions());
    look = new LookModel(workspace, tasks, ClassNames.numbers());
    features =
        new FeaturesModel(
            workspace,
            tasks,
            services.engine(),
            new WeightsModel(tasks, services.engine(), services.weights(), settings),
            new DeviceModel(settings),
            look,
            new PcaModel(workspace, tasks));
    gpu = new GpuModel(services.gpu(), tasks);
    viewportModel = new ViewportModel(workspace, look, new AnimatedGlide());
    viewport = new ViewportPane(viewportModel, tools, this::openRenderer);
    settings
        .rendererProperty()
        .addListener((property, old, now) -> viewport.loop().use(this::openRenderer));
    viewport
        .loop()
        .onFailure(failure ->
            Platform.runLater(() -> workspace.tell(Problem.of("Drawing the scan", failure))));
    viewportTools =
        new ViewportTools(viewportModel, viewport, tools, look, settings, this::saveSettings);
    selectionTools =
        new SelectionTools(viewportModel, viewport, tools, tasks, workspace.currentProperty());
    selectionTools
        .rail()
        .addSeparator()
        .add(viewportTools.measureTool(), "Measure distance", Feather.GIT_COMMIT, "R");
    annotate = new AnnotateTools(this, labels, selectionTools);
    viewportTools.addBars(List.of(annotate.chip()));
    pictures = new PictureCommands(this);
    similarity =
        new SimilarityTools(
            workspace, tasks, look, features, selectionTools.model(), pictures.split(), tools);
    viewportTools.addBars(similarity.bars(viewportTools.plainProperty(), viewport.widthProperty()));
    viewportTools.addBars(selectionTools.bars());
    pictures.picture().overSecond(similarity.layer(viewportModel));
    dialogs = new WindowDialogs(this);
    project = new ProjectCommands(this, labels, this::saveSettings);
    project.session().scans().setSample(WindowDialogs.SAMPLE, dialogs::openSample);
    pretrain = new PretrainTools(this, this::saveSettings);
    commands = new Commands(workspace, look, viewportModel, settings, dialogs);
    project.addTo(commands);
    new FeatureCommands(this, gpu).all().forEach(commands::add);
    new ScanCommands(workspace, scans, features, viewportModel, dialogs::columns)
        .all()
        .forEach(commands::add);
    ViewportCommands viewportCommands =
        new ViewportCommands(viewportTools, tools, settings, workspace.currentProperty());
    viewportCommands.all().forEach(commands::add);
    selectionTools.commands().forEach(commands::add);
    similarity.commands().forEach(commands::add);
    annotate.commands().forEach(commands::add);
    pretrain.commands().forEach(commands::add);
    pictures.all().forEach(commands::add);
    new ProgramCommands(this).addTo(commands);
    palette = new CommandPalette(commands.all());
    firstSteps =
        new FirstSteps(
            settings,
            workspace,
            new FirstSteps.Links(
                () -> side.show(AnnotateTools.TAB), palette::show, dialogs::showShortcuts));
    settings.choices().forEach(choice -> choice.addListener((o, was, is) -> saveSettings()));
    palette.setMore(viewportCommands::savedViews);
    palette.setOnClosed(viewport::requestFocus);
    statusBar =
        new StatusBar(
            tasks, viewport, features.device().nameProperty(), features.device().reasonProperty());

    MainMenu menu =
        new MainMenu(
            commands.all(), Commands.SEPARATED, settings, file -> project.open(List.of(file)));
    menu.add(
        "View",
        new SavedViewsMenu(
            viewportTools.views(),
            viewportModel,
            () -> new SavedViewsDialog(viewportTools.views()).show(stage)));
    StackPane root = new StackPane(frame(menu), palette);
    root.getStyleClass().add("workstation");
    WindowPlace place = settings.windowProperty().get();
    Scene scene =
        new Scene(
            root,
            Math.min(place.width(), screen().getWidth()),
            Math.min(place.height(), screen().getHeight()));
    Theme.style(scene);
    LettersInText.install(scene);
    new OncePerPress().install(scene);
    annotate.install(scene);
    new FileDrop(project::open).install(root);
    stage.setScene(scene);
    stage.setMaximized(place.maximized());
    stage.setMinWidth(900);
    stage.setMinHeight(560);
    stage
        .titleProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    workspace.current() == null
                        ? "Cadenza"
                        : workspace.current().name() + project.title().get(),
                workspace.currentProperty(),
                project.session().nameProperty()));
    stage.setOnCloseRequest(event -> close());
  }

  /// What the settings ask for; on the thread that draws.
  RendererChoice openRenderer() {
    return switch (settings.rendererProperty().get()) {
      case AUTO -> services.renderer().get();
      case OPENGL -> RendererChoice.preferOpenGl();
      case JAVA -> RendererChoice.java("Java renderer: chosen in the menu");
    };
  }

  private WindowFrame frame(MainMenu menu) {
    ScansPane left = new ScansPane(workspace, scans, dialogs::openFiles);
    side.add("Look", Feather.DROPLET, "What the colours show", new LookPane(look, workspace));
    side.add(
        "Features",
        Feather.CPU,
        "What Sonata sees in the scan",
        new FeaturesPane(
            features,
            gpu,
            workspace,
            services.browser(),
            dialogs::weightsFile,
            similarity.section()));
    side.add(AnnotateTools.TAB, Feather.EDIT_2, "Label, and watch it spread", annotate.sections());
    pretrain.addTo(side);

    EmptyState empty = new EmptyState(scans, dialogs::openFiles, dialogs::openSample);
    empty.visibleProperty().bind(Bindings.isNull(workspace.currentProperty()));
    NoticeLayer notices = new NoticeLayer(workspace);
    ViewportOverlay overlay =
        new ViewportOverlay(viewportModel, viewportTools.walkButton(), pictures.splitButton());
    overlay.hintWantedProperty().bind(viewportTools.plainProperty());
    SplitPicture picture = pictures.picture();
    picture.over(viewportTools.below());
    picture.over(similarity.layer(viewportModel));
    picture.over(overlay, selectionTools.rail());
    picture.over(viewportTools.above());
    return new WindowFrame(
        menu,
        palette,
        left,
        new StackPane(picture, empty, firstSteps.below(notices, viewport.widthProperty())),
        side,
        statusBar,
        Math.min(settings.windowProperty().get().width(), screen().getWidth()));
  }

  private static Rectangle2D screen() {
    return Screen.getPrimary().getVisualBounds();
  }

  /// Shows the window and starts drawing.
  public void show() {
    new Theme(settings.themeProperty(), look.darkThemeProperty()).install();
    viewport.onFirstFrame(features::start);
    viewport.onFirstFrame(scans::startThumbnails);
    viewport.onFirstFrame(project.session()::offerLeftBehind);
    viewport.start();
    stage.show();
    viewport.requestFocus();
  }

  /// Opens these files, or the sample room if there are none.
  public void open(List<Path> files) {
    if (files.isEmpty()) {
      dialogs.openSample();
    } else {
      project.open(files);
    }
  }

  public Stage stage() {
    return stage;
  }

  public Workspace workspace() {
    return workspace;
  }

  public TaskRunner tasks() {
    return tasks;
  }

  public ScansModel scans() {
    return scans;
  }

  public FeaturesModel features() {
    return features;
  }

  public LookModel look() {
    return look;
  }

  public ViewportModel viewportModel() {
    return viewportModel;
  }

  public ViewportPane viewport() {
    return viewport;
  }

  SidePane side() {
    return side;
  }

  ViewportTools viewportTools() {
    return viewportTools;
  }

  SelectionTools selectionTools() {
    return selectionTools;
  }

  SimilarityTools similarity() {
    return similarity;
  }

  LabelModel labels() {
    return labels;
  }

  AnnotateTools annotate() {
    return annotate;
  }

  ProjectCommands project() {
    return project;
  }

  PretrainTools pretrain() {
    return pretrain;
  }

  ToolModel tools() {
    return tools;
  }

  PictureCommands pictures() {
    return pictures;
  }

  Services services() {
    return services;
  }

  Settings settings() {
    return settings;
  }

  FirstSteps firstSteps() {
    return firstSteps;
  }

  List<Command> commands() {
    return commands.all();
  }

  CommandPalette palette() {
    return palette;
  }

  /// Waits for work that was cancelled by [#close()], then lets go of the encoder. The window is
  /// gone by then; work that does not stop in time ends with the process.
  public void awaitEnd() {
    if (tasks.awaitEnd(END_PATIENCE)) {
      services.engine().close();
    }
  }

  /// Stops everything and remembers the settings. Nothing is asked: files are never changed.
  @Override
  public void close() {
    if (!stage.isMaximized()) {
      Scene scene = stage.getScene();
      settings
          .windowProperty()
          .set(
              new WindowPlace(
                  Math.max(640, scene.getWidth()), Math.max(400, scene.getHeight()), false));
    } else {
      WindowPlace place = settings.windowProperty().get();
      settings.windowProperty().set(new WindowPlace(place.width(), place.height(), true));
    }
    statusBar.stop();
    project.session().close();
    tasks.close();
    pictures.picture().close();
    viewport.close();
    saveSettings();
    stage.close();
  }

  private void saveSettings() {
    if (Rehearsal.isOn()) {
      return;
    }
    try {
      services.settingsFile().write(settings);
    } catch (IOException notWritten) {
      workspace.tell(
          Notice.warning("Settings", "They could not be saved: " + notWritten.getMessage(), ""));
    }
  }
}
