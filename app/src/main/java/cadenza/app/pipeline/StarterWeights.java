package cadenza.app.pipeline;

import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import java.io.IOException;

/// The small encoder that comes with Cadenza, pretrained by Cadenza on its own rooms (its model
/// card says how; docs/pretraining.md what it is worth).
final class StarterWeights {
  private StarterWeights() {}

  static Checkpoint read(AppFolders folders, Progress progress) throws IOException {
    return Checkpoint.read(
        BundledFile.unpacked("starter.safetensors", "starter.safetensors", folders), progress);
  }
}
