package cadenza.app.pretrain;

import cadenza.app.pipeline.ProcessUse;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.pretrain.Batch;
import cadenza.sonata.pretrain.BatchesAhead;
import cadenza.sonata.pretrain.Pretraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Pretrains from where the plan's folder says, until all steps are taken or somebody stops it.
///
/// # How it works
///
/// Threads of the caller make batches ahead; this one takes the steps. Everything is saved at
/// intervals, at the end and when it stops, so a killed run loses what came after the last save and
/// then goes on bit by bit as if nothing had happened. A step whose loss is not a number ends the
/// run; the weights before it, and which step and scenes it was, are kept for inspection.
public final class PretrainRun implements AutoCloseable {
  private static final double PACE = 0.05; // weight of the newest step in the mean pace

  private final PretrainPlan plan;
  private final SceneStore scenes;
  private final SceneBatches batches;
  private final Pretraining pretraining;
  private final Map<String, String> notes = new HashMap<>();
  private final long beganNanos = System.nanoTime();
  private final double minutesBefore;
  private long savedNanos = beganNanos;

  /// What looks at the network between steps.
  public interface Watcher {
    /// After a step; may take long.
    ///
    /// @param step what the step did
    /// @param pretraining to be looked at, not changed
    void watch(PretrainReport report, Pretraining.Report step, Pretraining pretraining)
        throws IOException;
  }

  /// A run from the start, or from what the plan's folder holds.
  ///
  /// @param isResumed whether the folder's state is to be gone on with
  /// @param command that began it, for the model card
  /// @throws IOException if the state cannot be read or belongs to another plan or other scenes
  public PretrainRun(
      PretrainPlan plan,
      DeviceChoice device,
      SceneStore scenes,
      boolean isResumed,
      String command,
      Progress progress)
      throws IOException {
    this.plan = plan;
    this.scenes = scenes;
    notes.put(PretrainNotes.PRESET, plan.presetName());
    notes.put(PretrainNotes.STEPS, Integer.toString(plan.totalSteps()));
    notes.put(PretrainNotes.SCENES, scenes.fingerprint());
    notes.put(PretrainNotes.COMMAND, command);
    if (isResumed) {
      Map<String, String> then = Pretraining.saved(plan.state()).notes();
      PretrainNotes.requireSame(notes, then, plan.state());
      notes.putAll(then);
      this.pretraining = Pretraining.resume(plan.preset(), plan.state(), device, progress);
    } else {
      this.pretraining = Pretraining.begin(plan.preset(), plan.seed(), device);
    }
    this.minutesBefore = Double.parseDouble(notes.getOrDefault(PretrainNotes.MINUTES, "0"));
    this.batches = new SceneBatches(scenes, plan.preset(), plan.seed());
  }

  /// Steps taken so far.
  public int steps() {
    return pretraining.steps();
  }

  /// What it runs on.
  public String deviceName() {
    return pretraining.deviceName();
  }

  /// Numbers that the student learns, heads included.
  public long parameterCount() {
    return pretraining.student().parameterCount();
  }

  /// Trains.
  ///
  /// @param makers runs what makes batches
  /// @param watchers look at every step, in this order, and decide themselves what to tell
  /// @return true if all steps are taken, false if it was stopped before
  /// @throws IOException if a scan cannot be read or the state not be written
  /// @throws ArithmeticException if the loss is not a number; the message says where its state is
  public boolean train(Executor makers, RunControl control, List<Watcher> watchers)
      throws IOException, InterruptedException {
    double pace = 0;
    Files.createDirectories(plan.folder());
    try (BatchesAhead ahead =
        new BatchesAhead(batches, pretraining.steps(), plan.ahead(), makers)) {
      while (pretraining.steps() < plan.totalSteps() && control.mayGoOn()) {
        long waited = ahead.waitedNanos();
        List<Batch> batch = ahead.take();
        double waitSeconds = (ahead.waitedNanos() - waited) * 1e-9;
        long begin = System.nanoTime();
        Pretraining.Report report = step(batch);
        double stepSeconds = (System.nanoTime() - begin) * 1e-9;
        double now = stepSeconds + waitSeconds;
        pace = pace == 0 ? now : (1 - PACE) * pace + PACE * now;
        PretrainReport told =
            PretrainReport.of(
                plan,
                report,
                points(batch),
                stepSeconds,
                waitSeconds,
                ProcessUse.residentBytes().orElse(0),
                pace);
        for (Watcher watcher : watchers) {
          watcher.watch(told, report, pretraining);
        }
        if (System.nanoTime() - savedNanos > plan.saveEvery().toNanos()) {
          save();
        }
      }
    } catch (UncheckedIOException e) {
      save();
      throw new IOException(e.getMessage(), e);
    }
    save();
    return pretraining.steps() == plan.totalSteps();
  }

  private Pretraining.Report step(List<Batch> batch) throws IOException {
    try {
      return pretraining.step(batch);
    } catch (ArithmeticException e) {
      pretraining.save(plan.failed(), notes);
      throw new ArithmeticException(
          e.getMessage()
              + "; scenes "
              + Arrays.toString(batches.scenesOf(pretraining.steps()))
              + ". The weights before it are kept in "
              + plan.failed());
    }
  }

  private static int points(List<Batch> batches) {
    int points = 0;
    for (Batch batch : batches) {
      for (List<Pyramid> views : List.of(batch.global(), batch.local())) {
        for (Pyramid view : views) {
          points += view.levels().getFirst().voxelCount();
        }
      }
    }
    return points;
  }

  private void save() throws IOException {
    notes.put(PretrainNotes.MINUTES, Double.toString(minutes()));
    pretraining.save(plan.state(), notes);
    savedNanos = System.nanoTime();
  }

  private double minutes() {
    return minutesBefore + (System.nanoTime() - beganNanos) / 60e9;
  }

  /// The encoder as it is now, with its model card: the student's, as the official weights are.
  ///
  /// @param scores on labelled scans by name, or null
  /// @param versions of what made it
  public Checkpoint encoder(@Nullable Map<String, Double> scores, Map<String, String> versions) {
    return pretraining
        .encoder(Branch.STUDENT, String.valueOf(plan.out().getFileName()))
        .withCard(
            RunCard.of(
                plan,
                scenes.sources(),
                steps(),
                minutes(),
                deviceName(),
                notes.getOrDefault(PretrainNotes.COMMAND, ""),
                scores,
                versions));
  }

  @Override
  public void close() {
    pretraining.close();
  }
}
