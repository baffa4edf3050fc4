package cadenza.sonata;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.CommonDepth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Encodes several scenes in one call.
///
/// # How it works
///
/// Scenes run one after the other, so memory holds one at a time. In the reference too a voxel only
/// ever meets voxels of its own scene; what a batch changes there is the depth of the curves and
/// the size of patches (SPEC ii, iii), and both can be given to a scene by itself.
public final class BatchEncoder {
  private final Encoder encoder;
  private final BatchSemantics semantics;

  /// A scene to encode.
  ///
  /// @param pyramid its geometry
  /// @param features input of the network, `(voxels of level 0, inChannels)`
  public record Scene(Pyramid pyramid, float[] features) {}

  /// @param encoder what encodes; stays the caller's to close
  public BatchEncoder(Encoder encoder, BatchSemantics semantics) {
    this.encoder = encoder;
    this.semantics = semantics;
  }

  /// Encodes all scenes.
  ///
  /// @return the features of each scene
  /// @throws IllegalArgumentException if there is no scene, one does not fit the network, or
  ///   shuffled curves would have to change ([CommonDepth])
  public List<FeaturePyramid> encode(List<Scene> scenes, Progress progress) {
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("there is no scene to encode");
    }
    List<Pyramid> pyramids = scenes.stream().map(Scene::pyramid).toList();
    if (semantics != BatchSemantics.INDEPENDENT) {
      pyramids = CommonDepth.of(pyramids);
    }
    Encoder batchEncoder =
        semantics == BatchSemantics.REFERENCE ? encoder.inPatches(patchSizes(pyramids)) : encoder;
    long all = pyramids.stream().mapToLong(BatchEncoder::voxels).sum();
    long done = 0;
    List<FeaturePyramid> answers = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      Pyramid pyramid = pyramids.get(i);
      double from = (double) done / all;
      done += voxels(pyramid);
      answers.add(
          batchEncoder.encode(
              pyramid, scenes.get(i).features(), progress.slice(from, (double) done / all)));
    }
    return answers;
  }

  private static long voxels(Pyramid pyramid) {
    return pyramid.levels().getFirst().voxelCount();
  }

  /// For each stage the patch size, or the voxels of the smallest scene if there are fewer.
  private List<Integer> patchSizes(List<Pyramid> pyramids) {
    List<Integer> given = encoder.config().encPatchSize();
    int levels = Math.min(given.size(), pyramids.getFirst().levels().size());
    return IntStream.range(0, given.size())
        .mapToObj(s -> s < levels ? Math.min(given.get(s), smallest(pyramids, s)) : given.get(s))
        .toList();
  }

  private static int smallest(List<Pyramid> pyramids, int level) {
    return pyramids.stream()
        .mapToInt(pyramid -> Math.max(1, pyramid.levels().get(level).voxelCount()))
        .min()
        .orElseThrow();
  }
}
