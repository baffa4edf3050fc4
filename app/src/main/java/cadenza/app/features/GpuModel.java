package cadenza.app.features;

import cadenza.app.gpu.GpuArchive;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.gpu.GpuOffer;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.ByteCount;
import cadenza.sonata.kernels.CudaState;
import cadenza.sonata.kernels.CudaState.Obstacle;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The card of the GPU libraries: what this computer can do with them, how large they are, and how
/// they come and go.
///
/// Nothing is asked of anybody before the person does; nothing is loaded before the server's size
/// was shown.
public final class GpuModel {
  private static final String LOOKING = "Looking for an NVIDIA GPU…";

  private final GpuLibraries libraries;
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper here = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper useful = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper size = new ReadOnlyStringWrapper();
  private final ReadOnlyStringWrapper space = new ReadOnlyStringWrapper();
  private final ReadOnlyLongWrapper begun = new ReadOnlyLongWrapper();
  private final SingleTask work;
  private @Nullable GpuOffer offer;

  private record Found(CudaState cuda, long bytes) {}

  public GpuModel(GpuLibraries libraries, TaskRunner tasks) {
    this.libraries = libraries;
    this.work = new SingleTask(tasks, this::update);
    forgetOffer();
  }

  /// The archive for this system; empty where there is none.
  public Optional<GpuArchive> archive() {
    return libraries.archive();
  }

  /// Where the libraries are, or would be.
  public Path folder() {
    return libraries.folder();
  }

  /// Whether the card is shown.
  public ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Whether something lies in their place, working or not.
  public ReadOnlyBooleanProperty hereProperty() {
    return here.getReadOnlyProperty();
  }

  /// Whether this computer may use them.
  public ReadOnlyBooleanProperty usefulProperty() {
    return useful.getReadOnlyProperty();
  }

  /// Whether they can be loaded now: the server was asked, or need not be.
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /// What this computer can do with them, a sentence or two.
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// What the last click brought about, a sentence; empty if it needs no words.
  public ReadOnlyStringProperty resultProperty() {
    return result.getReadOnlyProperty();
  }

  /// The size of the download in words, unknown until the server was asked.
  public ReadOnlyStringProperty sizeProperty() {
    return size.getReadOnlyProperty();
  }

  /// The space it takes in words.
  public ReadOnlyStringProperty spaceProperty() {
    return space.getReadOnlyProperty();
  }

  /// Bytes that are here of a download that was not finished.
  public ReadOnlyLongProperty begunProperty() {
    return begun.getReadOnlyProperty();
  }

  /// What is under way; null when nothing is.
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return work.taskProperty();
  }

  /// What went wrong last; null when nothing did.
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return work.problemProperty();
  }

  /// Shows the card and looks what this computer has. Touches no network.
  public void open() {
    shown.set(true);
    if (work.isFree()) {
      result.set("");
      look();
    }
  }

  /// Puts the card away. A download goes on, seen in the line at the bottom.
  public void close() {
    shown.set(false);
  }

  /// Looks for driver, GPU and libraries, and tries these.
  public void look() {
    if (work.isFree()) {
      state.set(LOOKING);
    }
    work.start(
        BackgroundTask.named(
                "Looking for an NVIDIA GPU",
                progress -> new Found(libraries.look(), libraries.bytes()))
            .onSuccess(this::found),
        () -> {
          if (state.get().equals(LOOKING)) {
            state.set("Nobody knows yet: looking was stopped, or failed.");
          }
        });
  }

  private void found(Found now) {
    Optional<String> useless = libraries.uselessBecause(now.cuda());
    useful.set(useless.isEmpty());
    if (useless.isPresent()) {
      state.set(useless.get() + " The libraries would not be used on this computer.");
    } else if (now.cuda().obstacle() == Obstacle.NONE) {
      state.set(
          "PyTorch's CUDA libraries are here ("
              + ByteCount.words(now.bytes())
              + ") and work with "
              + gpuOf(now.cuda())
              + ". If the device above is not the GPU yet, start Cadenza anew.");
    } else if (now.cuda().obstacle() == Obstacle.NO_LIBRARIES) {
      state.set(
          "There is an NVIDIA GPU: "
              + gpuOf(now.cuda())
              + ". With these libraries Cadenza encodes on it.");
    } else {
      state.set(now.cuda().reason() + " " + now.cuda().advice());
    }
  }

  private static String gpuOf(CudaState cuda) {
    return cuda.gpus().stream().findFirst().map(Object::toString).orElse("a GPU without a name");
  }

  /// Asks the server for the sizes.
  public void ask() {
    work.start(
        BackgroundTask.named("Asking about the GPU libraries", libraries::ask)
            .onSuccess(told -> {
              offer = told;
              size.set(
                  told.sizeWords() + (told.remote().size().isPresent() ? ", says the server" : ""));
              space.set(told.spaceWords());
            }),
        () -> {});
  }

  private void forgetOffer() {
    offer = null;
    size.set("not asked yet");
    space.set("not asked yet");
  }

  /// Loads what the card shows, going on from what is here, unpacks it and tries it. Does nothing
  /// before the sizes are shown.
  public void download() {
    GpuOffer agreed = libraries.isLoaded() ? GpuOffer.UNKNOWN : offer;
    if (!work.isFree() || agreed == null) {
      return;
    }
    result.set("");
    boolean[] done = {false};
    work.start(
        BackgroundTask.<Boolean>named(
                "Fetching the GPU libraries",
                progress -> {
                  libraries.fetch(agreed, progress);
                  return true;
                })
            .onSuccess(arrived -> {
              done[0] = arrived;
              forgetOffer();
            }),
        () -> {
          if (done[0]) {
            look();
          }
        });
  }

  /// Deletes the libraries.
  public void remove() {
    boolean[] done = {false};
    work.start(
        BackgroundTask.<Long>named("Removing the GPU libraries", progress -> libraries.remove())
            .onSuccess(freed -> {
              done[0] = true;
              result.set(
                  "Removed; "
                      + ByteCount.words(freed)
                      + " are free again. A Cadenza that uses the GPU goes on with it until it is"
                      + " closed.");
            }),
        () -> {
          if (done[0]) {
            look();
          }
        });
  }

  /// Stops what is under way; what was loaded stays.
  public void stop() {
    work.cancel();
  }

  /// Deletes what is here of a download that was not finished.
  public void discard() {
    work.discard(libraries::forgetBegun);
  }

  private void update() {
    here.set(libraries.isHere());
    begun.set(libraries.bytesBegun());
    ready.set(!here.get() && (offer != null || libraries.isLoaded()));
  }
}
