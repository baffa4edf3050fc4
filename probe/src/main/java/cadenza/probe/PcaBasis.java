package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// The principal directions of up-cast features, shared by all scans they were fitted on.
///
/// # How it works
///
/// Exact eigenvectors of the exact covariance (the reference uses a randomised low-rank PCA whose
/// answer changes with the seed; SPEC iv). Each vector's sign is fixed by making its largest
/// component positive, so the same features always give the same colours. A projection commutes
/// with up-casting, `x·v = Σ_levels f_s·v_s`, so features are projected level by level and the
/// projections summed while gathering.
///
/// @param firstLevel finest level used (2 in the reference)
/// @param channels width of each level used, from `firstLevel` on
/// @param vectors `(components, sum of channels)` row-major, unit rows, by falling variance
/// @param variances along each vector
public record PcaBasis(int firstLevel, int[] channels, float[] vectors, double[] variances) {
  /// Components the reference's colours need.
  public static final int COMPONENTS = 6;

  /// Finest level the reference's demos up-cast to.
  public static final int REFERENCE_FIRST_LEVEL = 2;

  public PcaBasis {
    if (vectors.length != variances.length * IntStream.of(channels).sum()) {
      throw new IllegalArgumentException("vectors do not fit the channels");
    }
  }

  /// Fits the reference's basis (6 components of levels 2 and coarser) on the finest voxels of all
  /// scans.
  ///
  /// @throws IllegalArgumentException if there is no scan, or scans come from different models
  public static PcaBasis fit(List<FeaturePyramid> scans, Progress progress) {
    if (scans.isEmpty()) {
      throw new IllegalArgumentException("PCA needs at least one encoded scan");
    }
    int firstLevel = Math.min(REFERENCE_FIRST_LEVEL, scans.getFirst().levels().size() - 1);
    LevelCovariance covariance = new LevelCovariance(scans.getFirst(), firstLevel);
    for (int i = 0; i < scans.size(); i++) {
      progress.report((double) i / (scans.size() + 1), "Covariance of features");
      covariance.add(scans.get(i), progress);
    }
    progress.report((double) scans.size() / (scans.size() + 1), "Principal components");
    int[] channels =
        scans.getFirst().levels().stream()
            .skip(firstLevel)
            .mapToInt(FeaturePyramid.Features::channels)
            .toArray();
    return decompose(firstLevel, channels, covariance.covariance());
  }

  private static PcaBasis decompose(int firstLevel, int[] channels, double[] covariance) {
    int n = IntStream.of(channels).sum();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(DMatrixRMaj.wrap(n, n, covariance))) {
      throw new ArithmeticException(
          "the features contain values that are not numbers; the weights may be damaged");
    }
    int components = Math.min(COMPONENTS, n);
    int[] byVariance =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                (a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real))
            .limit(components)
            .mapToInt(Integer::intValue)
            .toArray();
    float[] vectors = new float[components * n];
    double[] variances = new double[components];
    for (int k = 0; k < components; k++) {
      variances[k] = Math.max(0, eigen.getEigenvalue(byVariance[k]).real);
      double[] vector = eigen.getEigenVector(byVariance[k]).data;
      int largest = 0;
      for (int i = 1; i < n; i++) {
        if (Math.abs(vector[i]) > Math.abs(vector[largest])) {
          largest = i;
        }
      }
      double sign = vector[largest] < 0 ? -1 : 1;
      for (int i = 0; i < n; i++) {
        vectors[k * n + i] = (float) (sign * vector[i]);
      }
    }
    return new PcaBasis(firstLevel, channels, vectors, variances);
  }

  /// Number of channels of the up-cast features this basis reads.
  public int width() {
    return IntStream.of(channels).sum();
  }

  /// Projects each level on `k` directions that mix the components: for level `firstLevel + s` the
  /// part of the projection it contributes, `(rows_s, k)` row-major.
  ///
  /// @param mix `(k, components)` row-major
  List<float[]> project(FeaturePyramid scan, float[] mix) {
    int components = variances.length;
    int k = mix.length / components;
    int n = width();
    float[] directions = new float[k * n];
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < components; c++) {
        for (int j = 0; j < n; j++) {
          directions[i * n + j] += mix[i * components + c] * vectors[c * n + j];
        }
      }
    }
    int start = 0;
    List<float[]> parts = new ArrayList<>();
    for (int s = 0; s < channels.length; s++) {
      parts.add(projectLevel(scan.levels().get(firstLevel + s), directions, n, start, k));
      start += channels[s];
    }
    return parts;
  }

  private static float[] projectLevel(
      FeaturePyramid.Features level, float[] directions, int width, int start, int k) {
    int channels = level.channels();
    float[] values = level.values();
    float[] out = new float[level.rows() * k];
    IntStream.range(0, level.rows())
        .parallel()
        .forEach(row -> {
          for (int i = 0; i < k; i++) {
            double sum = 0;
            int at = i * width + start;
            for (int c = 0; c < channels; c++) {
              sum += (double) values[row * channels + c] * directions[at + c];
            }
            out[row * k + i] = (float) sum;
          }
        });
    return out;
  }
}
