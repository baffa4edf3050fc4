package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;

/// How far an encoding is, by an estimate of the work in each block, and whether it is still
/// wanted.
final class EncoderProgress {
  /// Parts of a block.
  private static final int PARTS = 3;

  private final Progress progress;
  private final double[] before; // work before each stage, as a fraction of all
  private final SonataConfig config;

  EncoderProgress(SonataConfig config, Pyramid pyramid, Progress progress) {
    this.config = config;
    this.progress = progress;
    int stages = config.stageCount();
    this.before = new double[stages + 1];
    for (int s = 0; s < stages; s++) {
      double channels = config.encChannels().get(s);
      double voxels = pyramid.levels().get(s).voxelCount();
      // Multiplications a voxel: 12 C² of linears, about 10 C² of convolution, 2 K C of attention.
      double each = 22 * channels * channels + 2 * channels * config.encPatchSize().get(s);
      before[s + 1] = before[s] + voxels * each * config.encDepths().get(s);
    }
    double all = before[stages];
    for (int s = 0; s <= stages; s++) {
      before[s] /= all;
    }
  }

  /// Reports that a part of a block begins.
  ///
  /// @throws java.util.concurrent.CancellationException if nobody wants the result any more
  void begin(int stage, int block, int part) {
    progress.checkCancelled();
    double inStage = (block + (double) part / PARTS) / config.encDepths().get(stage);
    progress.report(
        before[stage] + (before[stage + 1] - before[stage]) * inStage,
        "Encoding, level " + stage + " of " + (config.stageCount() - 1));
  }

  void finished(int stage) {
    progress.checkCancelled();
    progress.report(before[stage + 1], "Encoding");
  }
}
