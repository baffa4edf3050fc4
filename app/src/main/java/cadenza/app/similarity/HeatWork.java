package cadenza.app.similarity;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.scan.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers questions in the background: a newer question cancels an older one; of colourings for a
/// moving threshold one runs at a time, and after it the latest.
final class HeatWork {
  private static final String KEY = "similarity";

  private final TaskRunner tasks;
  private @Nullable Runnable next; // the latest colouring wanted while one runs
  private boolean coloring;

  // What the last heat map was made on, for the next one of the same scan.
  private volatile @Nullable HeatGround ground;

  HeatWork(TaskRunner tasks) {
    this.tasks = tasks;
  }

  /// @param threshold place on the ramp that the colours are for
  record Answer(Question question, HeatMap map, double threshold, int[] argb) {}

  /// @param threshold place on the ramp
  /// @param cosine what the threshold is to stand for, whatever its place; null for no matter
  void ask(Question question, double threshold, @Nullable Double cosine, Consumer<Answer> done) {
    tasks.start(
        BackgroundTask.named(
                "Finding what is alike", progress -> answer(question, threshold, cosine, progress))
            .quiet()
            .superseding(KEY)
            .onSuccess(done));
  }

  /// There is nothing to ask now.
  void cancel() {
    tasks.cancel(KEY);
  }

  /// Nor soon.
  void forget() {
    ground = null;
  }

  private Answer answer(
      Question question, double threshold, @Nullable Double cosine, Progress progress) {
    HeatGround known = ground(question.encoded());
    HeatMap map =
        known.map(question.query().similarity(), question.scale(), question.smooth(), progress);
    ground = known;
    double at = cosine == null ? threshold : map.scale().position(cosine.floatValue());
    return new Answer(question, map, at, map.argb(question.cloud(), at));
  }

  private HeatGround ground(EncodedScan encoded) {
    HeatGround known = ground;
    return known != null && known.encoded() == encoded ? known : new HeatGround(encoded);
  }

  /// Gets ready for the first question about a scan, so that its answer comes at once.
  void prepare(EncodedScan encoded) {
    HeatGround known = ground;
    if (known != null && known.encoded() == encoded) {
      return;
    }
    tasks.start(
        BackgroundTask.named(
                "Getting ready to find what is alike",
                progress -> {
                  HeatGround ready = ground(encoded);
                  ready.prepare(progress);
                  return ready;
                })
            .quiet()
            .superseding(KEY)
            .onSuccess(ready -> ground = ready));
  }

  /// Colours a heat map anew.
  void color(Question question, HeatMap map, double threshold, Consumer<int[]> done) {
    if (coloring) {
      next = () -> color(question, map, threshold, done);
      return;
    }
    coloring = true;
    tasks.start(
        BackgroundTask.named(
                "Colouring what is alike", progress -> map.argb(question.cloud(), threshold))
            .quiet()
            .onSuccess(done)
            .onEnd(() -> {
              coloring = false;
              Runnable latest = next;
              next = null;
              if (latest != null) {
                latest.run();
              }
            }));
  }
}
