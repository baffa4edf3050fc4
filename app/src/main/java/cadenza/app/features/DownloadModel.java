package cadenza.app.features;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.weights.ByteCount;
import cadenza.app.weights.Downloaded;
import cadenza.app.weights.OfficialWeights;
import cadenza.app.weights.RemoteFile;
import cadenza.app.weights.WeightsLibrary;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The page of official weights that are not on this machine yet. Asks nobody anything before the
/// person does.
///
/// What is loaded is what the page shows: the server is asked for size and checksum first, and a
/// file that is another one by then is not loaded. A size far from the one the page gave is shown,
/// and loading waits for a second click.
public final class DownloadModel {
  private final OfficialWeights weights;
  private final WeightsLibrary library;
  private final Runnable clicked;
  private final Consumer<Downloaded> done;
  private final SingleTask work;
  private final ReadOnlyStringWrapper size = new ReadOnlyStringWrapper();
  private final ReadOnlyStringWrapper checksum =
      new ReadOnlyStringWrapper("Asked from the server with the size.");
  private final ReadOnlyLongWrapper begun = new ReadOnlyLongWrapper();
  private @Nullable RemoteFile shown;

  /// @param clicked runs when the person wants the file
  /// @param done receives the file on the window's thread
  DownloadModel(
      OfficialWeights weights,
      WeightsLibrary library,
      TaskRunner tasks,
      Runnable clicked,
      Consumer<Downloaded> done) {
    this.weights = weights;
    this.library = library;
    this.work = new SingleTask(tasks, this::update);
    this.clicked = clicked;
    this.done = done;
    size.set(weights.sizeGuess());
    update();
  }

  private void update() {
    begun.set(library.bytesBegun(weights));
  }

  public OfficialWeights weights() {
    return weights;
  }

  /// Where the file will be.
  public Path target() {
    return library.fileOf(weights);
  }

  /// The question or the download under way; null when none is.
  public ReadOnlyObjectProperty<@Nullable RunningTask> taskProperty() {
    return work.taskProperty();
  }

  /// What went wrong last; null when nothing did.
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return work.problemProperty();
  }

  /// The size in words, a guess until the server was asked.
  public ReadOnlyStringProperty sizeProperty() {
    return size.getReadOnlyProperty();
  }

  /// What the bytes will be checked against, a sentence.
  public ReadOnlyStringProperty checksumProperty() {
    return checksum.getReadOnlyProperty();
  }

  /// Bytes that are here from a download that was not finished.
  public ReadOnlyLongProperty begunProperty() {
    return begun.getReadOnlyProperty();
  }

  /// Asks the server for size and checksum.
  public void askSize() {
    ask(() -> {});
  }

  private void ask(Runnable then) {
    work.start(
        BackgroundTask.named(
                "Asking about " + weights.title(),
                progress -> {
                  progress.report(Double.NaN, "Asking " + weights.source().getHost());
                  return library.download().ask(weights, progress);
                })
            .onSuccess(this::told),
        then);
  }

  private void told(RemoteFile remote) {
    shown = remote;
    if (remote.size().isPresent()) {
      size.set(ByteCount.words(remote.size().getAsLong()) + ", says the server");
    } else {
      size.set(weights.sizeGuess() + "; the server does not say");
    }
    checksum.set(
        weights.pinnedSha256().isPresent() || remote.sha256().isPresent()
            ? "Known; every byte will be checked."
            : "The server tells none: nothing to check the bytes against.");
  }

  /// Downloads, going on from what is here. Asks the server first, unless the page shows already
  /// what it says.
  public void download() {
    if (!work.isFree()) {
      return;
    }
    clicked.run();
    RemoteFile agreed = shown;
    if (agreed == null) {
      ask(this::downloadIfAsExpected);
    } else {
      load(agreed);
    }
  }

  private void downloadIfAsExpected() {
    RemoteFile asked = shown;
    if (asked == null) {
      return; // the question failed, which is said
    }
    if (asked.size().isPresent() && !weights.isNearGuess(asked.size().getAsLong())) {
      work.say(
          new Problem(
              "Downloading " + weights.title(),
              "The server's file has "
                  + ByteCount.words(asked.size().getAsLong())
                  + ", not "
                  + weights.sizeGuess()
                  + ".",
              "Press the button once more if you want it all the same.",
              ""));
      return;
    }
    load(asked);
  }

  private void load(RemoteFile agreed) {
    shown = null; // whatever comes of it, the next attempt asks anew
    work.start(
        BackgroundTask.named(
                "Downloading " + weights.title(),
                progress -> library.download().fetch(weights, agreed, target(), progress))
            .onSuccess(done),
        () -> {});
  }

  /// Stops; what was loaded stays.
  public void pause() {
    work.cancel();
  }

  /// Deletes what is here of a download that was not finished.
  public void discard() {
    work.discard(() -> library.forgetBegun(weights));
  }
}
