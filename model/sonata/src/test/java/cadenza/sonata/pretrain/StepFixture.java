package cadenza.sonata.pretrain;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import cadenza.sonata.io.PthFile;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The official training step of the fixtures `pre_step_nodup_*`: two scenes, each with two global
/// and four local views, no voxel twice.
final class StepFixture {
  static final float GRID = 0.02f;
  static final double TEMPERATURE = 0.055;

  private StepFixture() {}

  static Map<String, NpyArray> part(String name) throws IOException {
    return Golden.npz("pre_step_nodup_" + name + ".npz");
  }

  /// Weights before the step.
  ///
  /// @param branch `student` or `teacher`
  static List<StoredTensor> before(String branch) throws IOException {
    Path file = Golden.file("pointcept_tiny_pretrain.pth");
    String prefix = "module." + branch + ".";
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return PthFile.read(file, bytes, Progress.none()).tensors().stream()
          .filter(tensor -> tensor.name().startsWith(prefix))
          .map(tensor -> tensor.renamed(tensor.name().substring(prefix.length())))
          .toList();
    }
  }

  /// What the fixtures, written by an older PyTorch, call a weight.
  static String fixtureName(String branch, String name) {
    return branch
        + "."
        + name.replace("prototype.parametrizations.weight.original0", "prototype.weight_g")
            .replace("prototype.parametrizations.weight.original1", "prototype.weight_v");
  }

  static Batch batch() throws IOException {
    Map<String, NpyArray> data = part("data");
    Map<String, NpyArray> forward = part("fwd");
    int[] mask = forward.get("global_mask").ints();
    boolean[] hidden = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      hidden[i] = mask[i] != 0;
    }
    return new Batch(
        pyramids(data, "global", data.get("global_coord").floats()),
        pyramids(data, "global", forward.get("masked_view_coord").floats()),
        pyramids(data, "local", data.get("local_coord").floats()),
        data.get("global_feat").floats(),
        data.get("local_feat").floats(),
        hidden);
  }

  private static List<Pyramid> pyramids(Map<String, NpyArray> data, String views, float[] coord) {
    int[] grid = ViewGrid.gridCoord(coord, ViewGrid.corner(coord), GRID);
    float[] origin = data.get(views + "_origin_coord").floats();
    List<Pyramid> pyramids = new ArrayList<>();
    int begin = 0;
    for (int end : data.get(views + "_offset").ints()) {
      pyramids.add(
          PyramidBuilder.build(
              Arrays.copyOfRange(grid, 3 * begin, 3 * end),
              Arrays.copyOfRange(origin, 3 * begin, 3 * end),
              GRID,
              5,
              Progress.none()));
      begin = end;
    }
    return pyramids;
  }
}
