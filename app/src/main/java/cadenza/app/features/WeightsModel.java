package cadenza.app.features;

import cadenza.app.settings.Settings;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.Downloaded;
import cadenza.app.weights.OfficialWeights;
import cadenza.app.weights.WeightsChoice;
import cadenza.app.weights.WeightsLibrary;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which weights are used, which others there are, and what stands in the way of those that cannot
/// be.
///
/// One file is opened at a time; of choices made meanwhile the last one counts. Weights that cannot
/// be opened change nothing but the message: the old ones go on working.
public final class WeightsModel {
  private static final WeightsChoice STARTER = new WeightsChoice.Starter();

  private final TaskRunner tasks;
  private final FeatureEngine engine;
  private final WeightsLibrary library;
  private final Settings settings;
  private final ReadOnlyObjectWrapper<@Nullable ModelCard> card = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<WeightsChoice> choice = new ReadOnlyObjectWrapper<>(STARTER);
  private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Obstacle> obstacle = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DownloadModel> page = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Arrival> arrival = new ReadOnlyObjectWrapper<>();
  private final Map<OfficialWeights, DownloadModel> pages = new HashMap<>();
  private @Nullable WeightsChoice next;
  private int choices;

  /// Why weights that were chosen are not used.
  ///
  /// @param what what happened, and what to do
  /// @param wanted the choice that failed
  /// @param networks names of networks, one of which the person may name to go on; may be empty
  public record Obstacle(Problem what, WeightsChoice wanted, List<String> networks) {}

  /// Official weights that were downloaded, where there is something to say of them.
  ///
  /// @param used false if other weights were chosen while they were loaded
  public record Arrival(OfficialWeights weights, Downloaded file, boolean used) {}

  private sealed interface Answer {
    record Opened(ModelCard card) implements Answer {}

    record WhichNetwork(UnknownNetworkException why) implements Answer {}
  }

  public WeightsModel(
      TaskRunner tasks, FeatureEngine engine, WeightsLibrary library, Settings settings) {
    this.tasks = tasks;
    this.engine = engine;
    this.library = library;
    this.settings = settings;
  }

  /// Opens the weights that were used last, or the starter weights if those cannot be.
  ///
  /// @param ready runs once some are open, or none can be
  void start(Runnable ready) {
    WeightsChoice last = settings.weightsProperty().get();
    Optional<OfficialWeights> gone = notDownloaded(last);
    if (gone.isPresent()) {
      obstacle.set(
          new Obstacle(
              new Problem(
                  "Opening the weights",
                  gone.get().title() + " was used last and is not on this machine any more.",
                  "The starter network is used now.",
                  ""),
              last,
              List.of()));
      open(STARTER, false, ready);
    } else {
      open(last, false, ready);
    }
  }

  /// The weights in use; null until some are open.
  public ReadOnlyObjectProperty<@Nullable ModelCard> cardProperty() {
    return card.getReadOnlyProperty();
  }

  /// What the weights in use were chosen as.
  public ReadOnlyObjectProperty<WeightsChoice> choiceProperty() {
    return choice.getReadOnlyProperty();
  }

  /// True while a file is being opened.
  public ReadOnlyBooleanProperty openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /// Why the last choice is not used; null when it is.
  public ReadOnlyObjectProperty<@Nullable Obstacle> obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }

  /// The page of official weights that are not here yet; null when none is shown.
  public ReadOnlyObjectProperty<@Nullable DownloadModel> pageProperty() {
    return page.getReadOnlyProperty();
  }

  /// What was downloaded and is not used, or could not be checked; null when there is nothing to
  /// say.
  public ReadOnlyObjectProperty<@Nullable Arrival> arrivalProperty() {
    return arrival.getReadOnlyProperty();
  }

  public List<OfficialWeights> official() {
    return library.catalog();
  }

  public boolean isDownloaded(OfficialWeights weights) {
    return library.isDownloaded(weights);
  }

  /// True while they are being downloaded, whether their page is shown or not.
  public boolean isDownloading(OfficialWeights weights) {
    DownloadModel model = pages.get(weights);
    return model != null && model.taskProperty().get() != null;
  }

  /// Weights files opened before, the latest first.
  public List<Path> recent() {
    return settings.recentWeights();
  }

  /// What a person calls a choice.
  public String titleOf(WeightsChoice of) {
    return switch (of) {
      case WeightsChoice.Starter() -> "Starter network";
      case WeightsChoice.Official(String name) ->
          library.find(name).map(OfficialWeights::title).orElse(name);
      case WeightsChoice.OfFile(Path file, _) -> String.valueOf(file.getFileName());
    };
  }

  /// Uses these weights, or shows the page of official ones that are not here yet.
  public void choose(WeightsChoice wanted) {
    obstacle.set(null);
    Optional<OfficialWeights> missing = notDownloaded(wanted);
    if (missing.isPresent()) {
      showPage(missing.get());
      return;
    }
    choices++;
    arrival.set(null);
    DownloadModel shown = page.get();
    if (shown != null && shown.taskProperty().get() == null) {
      leave(shown);
    }
    if (opening.get()) {
      next = wanted;
    } else {
      open(wanted, true, () -> {});
    }
  }

  private Optional<OfficialWeights> notDownloaded(WeightsChoice wanted) {
    return wanted instanceof WeightsChoice.Official(String name)
        ? library.find(name).filter(weights -> !library.isDownloaded(weights))
        : Optional.empty();
  }

  // A download goes on while the page of other weights is shown.
  private void showPage(OfficialWeights weights) {
    DownloadModel shown = page.get();
    if (shown != null && !shown.weights().equals(weights) && shown.taskProperty().get() == null) {
      leave(shown);
    }
    page.set(pages.computeIfAbsent(weights, this::pageOf));
  }

  private DownloadModel pageOf(OfficialWeights weights) {
    AtomicInteger clickedAt = new AtomicInteger();
    DownloadModel made =
        new DownloadModel(
            weights,
            library,
            tasks,
            () -> clickedAt.set(choices),
            file -> arrived(weights, file, clickedAt.get() == choices));
    made.problemProperty()
        .addListener((property, old, now) -> {
          if (now != null && !made.equals(page.get())) {
            // Nobody sees the page that says it.
            obstacle.set(new Obstacle(now, new WeightsChoice.Official(weights.name()), List.of()));
          }
        });
    return made;
  }

  // What was chosen after the click counts more than the click.
  private void arrived(OfficialWeights weights, Downloaded file, boolean wanted) {
    DownloadModel gone = pages.get(weights);
    if (gone != null) {
      leave(gone);
    }
    if (wanted) {
      choose(new WeightsChoice.Official(weights.name()));
    }
    if (!wanted || file.checkedAgainst() == Downloaded.CheckedAgainst.NOTHING) {
      arrival.set(new Arrival(weights, file, wanted));
    }
  }

  private void leave(DownloadModel left) {
    pages.remove(left.weights());
    if (left.equals(page.get())) {
      page.set(null);
    }
  }

  /// Leaves the page and stops what it does; what was loaded stays.
  public void closePage() {
    DownloadModel shown = page.get();
    if (shown != null) {
      shown.pause();
      leave(shown);
    }
  }

  /// What is said of the weights that arrived was read.
  public void dismissArrival() {
    arrival.set(null);
  }

  /// The message was read.
  public void dismissObstacle() {
    obstacle.set(null);
  }

  private void open(WeightsChoice wanted, boolean remember, Runnable end) {
    opening.set(true);
    tasks.start(
        BackgroundTask.<Answer>named("Opening the weights", progress -> tryOpen(wanted, progress))
            .quiet()
            .onSuccess(answer -> {
              switch (answer) {
                case Answer.Opened(ModelCard found) -> opened(wanted, found, remember);
                case Answer.WhichNetwork(UnknownNetworkException why) -> ask(wanted, why);
              }
            })
            .onFailure(why -> obstacle.set(new Obstacle(why, wanted, List.of())))
            .onEnd(() -> ended(wanted, end)));
  }

  private Answer tryOpen(WeightsChoice wanted, Progress progress) throws IOException {
    try {
      return new Answer.Opened(
          switch (wanted) {
            case WeightsChoice.Starter() -> engine.use(null, "", progress);
            case WeightsChoice.Official(String name) ->
                engine.use(library.resolve(Path.of(name)), "", progress);
            case WeightsChoice.OfFile(Path file, String network) ->
                engine.use(file, network, progress);
          });
    } catch (UnknownNetworkException why) {
      return new Answer.WhichNetwork(why);
    }
  }

  private void opened(WeightsChoice wanted, ModelCard found, boolean remember) {
    choice.set(wanted);
    card.set(found);
    if (remember) {
      settings.weightsProperty().set(wanted);
      if (wanted instanceof WeightsChoice.OfFile(Path file, _)) {
        settings.rememberWeights(file);
      }
    }
  }

  private void ask(WeightsChoice wanted, UnknownNetworkException why) {
    Problem problem =
        new Problem(
            "Opening " + titleOf(wanted),
            String.valueOf(why.getMessage()),
            "Say so, if that is what it is, or choose other weights.",
            "");
    obstacle.set(new Obstacle(problem, wanted, List.of(why.likely())));
  }

  private void ended(WeightsChoice wanted, Runnable end) {
    opening.set(false);
    WeightsChoice waiting = next;
    next = null;
    if (waiting != null) {
      open(waiting, true, end);
    } else if (card.get() == null && !wanted.equals(STARTER)) {
      open(STARTER, false, end); // what was used last cannot be opened
    } else {
      end.run();
    }
  }

  /// Opens the file of the obstacle as weights of this network.
  public void useNetwork(String network) {
    Obstacle shown = obstacle.get();
    if (shown != null && shown.wanted() instanceof WeightsChoice.OfFile(Path file, _)) {
      choose(new WeightsChoice.OfFile(file, network));
    }
  }
}
