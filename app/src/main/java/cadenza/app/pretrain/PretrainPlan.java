package cadenza.app.pretrain;

import cadenza.sonata.pretrain.Preset;
import java.nio.file.Path;
import java.time.Duration;

/// What a run is to do, decided before it begins.
///
/// @param presetName starter, small or base
/// @param preset with all changes
/// @param totalSteps the schedules' length
/// @param seed of everything that is random
/// @param out where the weights go
/// @param ahead batches made ahead of their step
/// @param saveEvery after how long everything is saved; a killed run loses no more than that
public record PretrainPlan(
    String presetName,
    Preset preset,
    int totalSteps,
    long seed,
    Path out,
    int ahead,
    Duration saveEvery) {
  public PretrainPlan {
    if (totalSteps < 1 || ahead < 1 || saveEvery.isNegative() || saveEvery.isZero()) {
      throw new IllegalArgumentException("a run has steps, batches ahead, and saves now and then");
    }
  }

  /// What a run keeps beside its weights while it is not finished.
  public Path folder() {
    return RunRequest.folderOf(out);
  }

  /// Everything needed to go on.
  public Path state() {
    return state(out);
  }

  /// Everything needed to go on with the run of some weights.
  public static Path state(Path out) {
    return RunRequest.folderOf(out).resolve("state.safetensors");
  }

  /// What a step that went wrong left.
  public Path failed() {
    return folder().resolve("failed.safetensors");
  }

  /// One line of JSON a report.
  public Path log() {
    return folder().resolve("log.jsonl");
  }
}
