package cadenza.sonata;

import ai.djl.ndarray.NDArray;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Block;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/// The blocks that work on one level.
final class Stage {
  private final SonataConfig config;
  private final List<Block> blocks = new ArrayList<>();

  /// @param parameters names begin at the stage
  Stage(SonataConfig config, Parameters parameters, int depth, int heads) {
    this.config = config;
    for (int i = 0; i < depth; i++) {
      blocks.add(new Block(parameters.under("block" + i + "."), heads));
    }
  }

  /// Runs all blocks.
  ///
  /// @param x `(voxels, channels)`; its contents are lost
  /// @return the result, `(voxels, channels)`: `x` or another tensor of its manager
  NDArray run(NDArray x, LevelTensors level, RunProgress progress) {
    NDArray from = x;
    NDArray to = Torch.empty(x.getManager(), x.getShape());
    for (int i = 0; i < blocks.size(); i++) {
      progress.beginBlock(i, blocks.size());
      blocks.get(i).forward(from, to, level, config.curve(i).row(), progress);
      NDArray written = to;
      to = from;
      from = written;
    }
    to.close();
    progress.finishStage();
    return from;
  }

  /// A block, to look at its parts.
  Block block(int index) {
    return blocks.get(index);
  }
}
