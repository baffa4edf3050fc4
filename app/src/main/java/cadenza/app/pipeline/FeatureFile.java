package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import cadenza.scan.io.ScanException;
import cadenza.sonata.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Features of a scan as an `.npz` for other programs, and transformed scans that other programs
/// made.
///
/// Written: `inverse` `(points,)`, the row of level 0 for each point, -1 where it has none; for
/// level k `s{k}_feat` `(rows, channels)` and `s{k}_grid_coord` `(rows, 3)`; between levels
/// `s{k}_cluster` `(rows,)`, the row of level k + 1 each row pools into; `dec_feat` `(rows of level
/// 0, channels)`, the decoder's answer if the weights have a decoder; `config`, UTF-8 JSON as
/// bytes.
public final class FeatureFile {
  private static final int MAX_GRID_COORD = 65534;

  private FeatureFile() {}

  /// A scan that went through the reference's transform elsewhere.
  ///
  /// @param coord `(voxels, 3)` in metres
  /// @param gridCoord `(voxels, 3)`
  /// @param features `(voxels, channels)`
  public record Transformed(float[] coord, int[] gridCoord, float[] features) {
    public Pyramid pyramid(float gridSizeMeters, int levelCount, Progress progress) {
      return PyramidBuilder.build(gridCoord, coord, gridSizeMeters, levelCount, progress);
    }
  }

  /// Reads `coord`, `grid_coord` and `feat`.
  ///
  /// @param channels features of a voxel that the network reads
  /// @throws ScanException if an array is missing or they do not belong together
  public static Transformed readTransformed(Path file, int channels) throws IOException {
    Map<String, NpyArray> arrays = Npz.read(file);
    NpyArray coord = matrix(arrays, "coord", file);
    NpyArray gridCoord = matrix(arrays, "grid_coord", file);
    NpyArray features = matrix(arrays, "feat", file);
    int rows = coord.shape()[0];
    if (coord.shape()[1] != 3
        || gridCoord.shape()[1] != 3
        || gridCoord.shape()[0] != rows
        || features.shape()[0] != rows
        || features.shape()[1] != channels) {
      throw new ScanException(
          file,
          "coord "
              + Arrays.toString(coord.shape())
              + ", grid_coord "
              + Arrays.toString(gridCoord.shape())
              + " and feat "
              + Arrays.toString(features.shape())
              + " do not belong together",
          "Write them as (voxels, 3), (voxels, 3) and (voxels, %d).".formatted(channels));
    }
    if (rows == 0 || IntStream.of(gridCoord.ints()).anyMatch(c -> c < 0 || c > MAX_GRID_COORD)) {
      throw new ScanException(
          file,
          "grid_coord must have a row and hold numbers from 0 to " + MAX_GRID_COORD,
          "Subtract the smallest coordinate of each axis.");
    }
    return new Transformed(coord.floats(), gridCoord.ints(), features.floats());
  }

  private static NpyArray matrix(Map<String, NpyArray> arrays, String name, Path file)
      throws ScanException {
    NpyArray array = arrays.get(name);
    if (array == null || array.shape().length != 2) {
      throw new ScanException(
          file,
          "there is no matrix named " + name + " in it",
          "A transformed scan has coord, grid_coord and feat, a row a voxel.");
    }
    return array;
  }

  /// Writes features with their geometry.
  ///
  /// @param inverse row of level 0 for each point, or null if the points are not known
  /// @param decoded what [Model#decode] gave
  public static void write(
      Path file,
      int @Nullable [] inverse,
      Pyramid pyramid,
      FeaturePyramid features,
      Optional<FeaturePyramid> decoded,
      Checkpoint weights)
      throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    if (inverse != null) {
      arrays.put("inverse", longs(inverse, inverse.length));
    }
    for (int k = 0; k < features.levels().size(); k++) {
      FeaturePyramid.Features level = features.levels().get(k);
      arrays.put("s" + k + "_feat", NpyArray.of(level.values(), level.rows(), level.channels()));
      arrays.put(
          "s" + k + "_grid_coord", longs(pyramid.levels().get(k).gridCoord(), level.rows(), 3));
      if (k + 1 < features.levels().size()) {
        arrays.put("s" + k + "_cluster", longs(level.parents(), level.rows()));
      }
    }
    decoded
        .map(pyramidOfDecoder -> pyramidOfDecoder.levels().getFirst())
        .ifPresent(finest ->
            arrays.put("dec_feat", NpyArray.of(finest.values(), finest.rows(), finest.channels())));
    byte[] config = weights.configJson().getBytes(StandardCharsets.UTF_8);
    arrays.put("config", NpyArray.of(config, config.length));
    Npz.write(file, arrays);
  }

  private static NpyArray longs(int[] values, int... shape) {
    return NpyArray.of(Arrays.stream(values).asLongStream().toArray(), shape);
  }
}
