package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.nn.Steps;
import java.util.List;

/// How far an encoding or decoding is, by an estimate of the work in each stage, and whether it is
/// still wanted.
final class RunProgress implements Steps {
  private final Progress progress;
  private final String verb;
  private final double[] work; // of each stage, as a fraction of all
  private int stage;
  private int stagesDone;
  private int block;
  private int blocks = 1;
  private double before; // work of the stages done

  private RunProgress(Progress progress, String verb, double[] work) {
    this.progress = progress;
    this.verb = verb;
    this.work = work;
  }

  /// @param verb what is being done, for example "Encoding"
  /// @param depths blocks a stage
  /// @param channels width of each stage
  /// @param patchSizes voxels that attend to each other in each stage
  static RunProgress of(
      Progress progress,
      String verb,
      Pyramid pyramid,
      List<Integer> depths,
      List<Integer> channels,
      List<Integer> patchSizes) {
    double[] work = new double[depths.size()];
    double all = 0;
    for (int s = 0; s < work.length; s++) {
      double width = channels.get(s);
      double voxels = pyramid.levels().get(s).voxelCount();
      // Multiplications a voxel: 12 C² of linears, about 10 C² of convolution, 2 K C of attention.
      double each = 22 * width * width + 2 * width * Math.min(patchSizes.get(s), voxels);
      work[s] = voxels * each * depths.get(s);
      all += work[s];
    }
    for (int s = 0; s < work.length; s++) {
      work[s] /= Math.max(1, all);
    }
    return new RunProgress(progress, verb, work);
  }

  /// A stage begins.
  void beginStage(int nextStage) {
    stage = nextStage;
    report(0);
  }

  /// A block of the stage begins.
  void beginBlock(int nextBlock, int blockCount) {
    block = nextBlock;
    blocks = blockCount;
    report(block / (double) blocks);
  }

  @Override
  public void blockDone(double fraction) {
    report((block + fraction) / blocks);
  }

  /// The stage is done.
  void finishStage() {
    before = ++stagesDone == work.length ? 1 : before + work[stage];
    report(0);
  }

  private void report(double ofStage) {
    next();
    progress.report(Math.min(1, before + work[stage] * ofStage), verb + ", level " + stage);
  }

  @Override
  public void next() {
    progress.checkCancelled();
  }
}
