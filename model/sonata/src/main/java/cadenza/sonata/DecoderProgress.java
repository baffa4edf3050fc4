package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;

/// How far a decoding is, by an estimate of the work in each block, and whether it is still wanted.
final class DecoderProgress {
  /// Parts of a block.
  private static final int PARTS = 3;

  private final DecoderConfig shape;
  private final Progress progress;
  private final double[] before; // work done when a stage begins, as a fraction of all

  DecoderProgress(DecoderConfig shape, Pyramid pyramid, Progress progress) {
    this.shape = shape;
    this.progress = progress;
    int stages = shape.depths().size();
    this.before = new double[stages];
    double all = 0;
    for (int s = stages - 1; s >= 0; s--) {
      double channels = shape.channels().get(s);
      // Multiplications a voxel: 12 C² of linears, about 10 C² of convolution, 2 K C of attention.
      double each = 22 * channels * channels + 2 * channels * shape.patchSize().get(s);
      before[s] = all;
      all += pyramid.levels().get(s).voxelCount() * each * shape.depths().get(s);
    }
    for (int s = 0; s < stages; s++) {
      before[s] /= all;
    }
  }

  private double after(int stage) {
    return stage == 0 ? 1 : before[stage - 1];
  }

  /// Reports that a part of a block begins.
  ///
  /// @throws java.util.concurrent.CancellationException if nobody wants the result any more
  void begin(int stage, int block, int part) {
    progress.checkCancelled();
    double inStage = (block + (double) part / PARTS) / shape.depths().get(stage);
    progress.report(
        before[stage] + (after(stage) - before[stage]) * inStage, "Decoding, level " + stage);
  }

  void finished(int stage) {
    progress.checkCancelled();
    progress.report(after(stage), "Decoding");
  }
}
