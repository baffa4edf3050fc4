package cadenza.app.pretrain;

import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the next run is to be: scans, numbers, length, output. Says at once what cannot be.
public final class PretrainSetupModel {
  private static final int SOME_ROOMS = 100;
  private static final int SOME_MINUTES = 60;

  private final ObservableList<ScanChoice> scans = FXCollections.observableArrayList();
  private final IntegerProperty rooms = new SimpleIntegerProperty(SOME_ROOMS);
  private final ObjectProperty<PresetChoice> preset =
      new SimpleObjectProperty<>(PresetChoice.STARTER);
  private final PresetNumbersModel numbers = new PresetNumbersModel();
  private final StringProperty amount = new SimpleStringProperty(Integer.toString(SOME_MINUTES));
  private final BooleanProperty minutes = new SimpleBooleanProperty(true);
  private final StringProperty seed = new SimpleStringProperty("0");
  private final StringProperty out = new SimpleStringProperty();
  private final ObjectProperty<@Nullable Path> watched = new SimpleObjectProperty<>();
  private final IntegerProperty watchEvery = new SimpleIntegerProperty(100);
  private final ObservableList<Path> labelled = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
  private final Workspace workspace;

  /// @param workspace whose open scans are offered
  /// @param folder where weights go unless a person says otherwise
  public PretrainSetupModel(Workspace workspace, Path folder) {
    this.workspace = workspace;
    out.set(freeName(folder).toString());
    workspace.scans().addListener((InvalidationListener) observable -> followOpen());
    InvalidationListener changed = observable -> check();
    List.of(rooms, seed, out, watchEvery).forEach(property -> property.addListener(changed));
    scans.addListener(changed);
    numbers.problemProperty().addListener(changed);
    InvalidationListener other = observable -> showNumbers();
    List.of(preset, amount, minutes).forEach(property -> property.addListener(other));
    followOpen();
    check();
  }

  private static Path freeName(Path folder) {
    Path name = folder.resolve("my-encoder.safetensors");
    for (int i = 2; Files.exists(name) || EarlierRun.wouldBeLost(name); i++) {
      name = folder.resolve("my-encoder-" + i + ".safetensors");
    }
    return name;
  }

  private void followOpen() {
    List<Path> open =
        workspace.scans().stream().map(OpenScan::file).flatMap(Optional::stream).toList();
    scans.removeIf(scan -> scan.isOpen() && !open.contains(scan.file()));
    open.forEach(file -> include(file, true));
  }

  private void include(Path file, boolean isOpen) {
    Path whole = file.toAbsolutePath().normalize();
    if (scans.stream().noneMatch(scan -> scan.file().equals(whole))) {
      ScanChoice scan = new ScanChoice(whole, isOpen);
      scan.usedProperty().addListener(observable -> check());
      scans.add(scan);
    }
  }

  /// Adds files and folders to learn from.
  public void add(List<Path> files) {
    files.forEach(file -> include(file, false));
  }

  /// Takes one of the list.
  public void remove(ScanChoice scan) {
    scans.remove(scan);
  }

  private void showNumbers() {
    Optional<Integer> steps = minutes.get() ? Optional.empty() : positive(amount.get());
    numbers.show(preset.get(), steps.orElse(PresetNumbersModel.ANY_STEPS), steps.isPresent());
    check();
  }

  private static Optional<Integer> positive(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      return number > 0 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private void check() {
    problem.set(whyNot());
    Path weights = path(out.get());
    remark.set(
        weights != null && Files.exists(weights)
            ? "There is such a file; it is replaced when the run is done."
            : "");
  }

  private String whyNot() {
    if (rooms.get() < 1 && usedScans().isEmpty()) {
      return "There is nothing to learn from: add scans, or let rooms be made.";
    }
    if (!numbers.problemProperty().get().isEmpty()) {
      return numbers.problemProperty().get();
    }
    if (positive(amount.get()).isEmpty()) {
      return "Say how long: a whole number of " + (minutes.get() ? "minutes." : "steps.");
    }
    if (!seed.get().strip().matches("-?\\d{1,18}")) {
      return "The seed is a whole number.";
    }
    return whyNotThere();
  }

  private String whyNotThere() {
    Path weights = path(out.get());
    if (weights == null || !weights.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      return "Weights go into a file whose name ends in .safetensors.";
    }
    Path folder = weights.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      return "Nothing can be written into " + folder + "; choose another folder for the weights.";
    }
    if (EarlierRun.wouldBeLost(weights)) {
      return "A run of this name is not finished. Go on with it (below), or choose another name.";
    }
    return "";
  }

  private static @Nullable Path path(String text) {
    try {
      return text.isBlank() ? null : Path.of(text.strip()).toAbsolutePath().normalize();
    } catch (InvalidPathException notOne) {
      return null;
    }
  }

  private List<Path> usedScans() {
    return scans.stream().filter(scan -> scan.usedProperty().get()).map(ScanChoice::file).toList();
  }

  /// What is asked for; nothing while something cannot be.
  public Optional<RunRequest> request() {
    check();
    return problem.get().isEmpty() ? Optional.of(asked()) : Optional.empty();
  }

  private RunRequest asked() {
    Path weights = path(out.get());
    if (weights == null) {
      throw new IllegalStateException("checked before");
    }
    return new RunRequest(
        usedScans(),
        rooms.get(),
        preset.get().word(),
        numbers.changes(),
        new RunRequest.Length(positive(amount.get()).orElseThrow(), minutes.get()),
        Long.parseLong(seed.get().strip()),
        weights,
        new RunRequest.Watching(watched.get(), watchEvery.get(), labelled));
  }

  /// The same for a run that was begun elsewhere, by what is chosen here.
  ///
  /// @throws IllegalArgumentException if there is nothing to learn from
  RunRequest request(Path weights) {
    return new RunRequest(
        usedScans(),
        rooms.get(),
        preset.get().word(),
        numbers.changes(),
        new RunRequest.Length(1, false),
        0,
        weights,
        new RunRequest.Watching(watched.get(), watchEvery.get(), labelled));
  }

  /// Files and folders, open scans first.
  public ObservableList<ScanChoice> scans() {
    return scans;
  }

  /// Synthetic rooms to learn from beside the scans.
  public IntegerProperty roomsProperty() {
    return rooms;
  }

  public ObjectProperty<PresetChoice> presetProperty() {
    return preset;
  }

  public PresetNumbersModel numbers() {
    return numbers;
  }

  /// How long, as typed.
  public StringProperty amountProperty() {
    return amount;
  }

  /// Whether that is minutes; else steps.
  public BooleanProperty minutesProperty() {
    return minutes;
  }

  /// As typed.
  public StringProperty seedProperty() {
    return seed;
  }

  /// The weights' file, as typed.
  public StringProperty outProperty() {
    return out;
  }

  /// The scan whose features are looked at; null for the room that ships with Cadenza.
  public ObjectProperty<@Nullable Path> watchedProperty() {
    return watched;
  }

  /// Steps from one look to the next.
  public IntegerProperty watchEveryProperty() {
    return watchEvery;
  }

  /// Labelled scans that the encoder is scored on.
  public ObservableList<Path> labelled() {
    return labelled;
  }

  /// Why a run cannot begin; empty if it can.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// What should be known of the output file; may be empty.
  public ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }
}
