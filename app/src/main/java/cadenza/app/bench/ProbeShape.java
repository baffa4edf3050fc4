package cadenza.app.bench;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Prepared;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import cadenza.scan.PointCloud;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Sizes of a scan to probe, and a made-up scan of that size: what a probe costs depends on how
/// many rows, channels and classes there are, and hardly on what they hold.
///
/// # How it works
///
/// Every coarsest row has a class, which nineteen of twenty rows below it share. A row's features
/// are a mixture of sixteen directions about its class's centre, and noise: channels are correlated
/// as a network's are, and classes overlap. Rows of the finest level come in no order, as the
/// sampling by hash leaves them.
public enum ProbeShape {
  /// The size the targets are set for: the base network at 2 cm, 1,232 channels.
  TARGET(
      "1m",
      1_000_000,
      new int[] {300_000, 166_000, 62_000, 25_000, 7_000},
      new int[] {48, 96, 192, 384, 512},
      20,
      1000),
  /// The same with as many examples as are learnt from at most.
  MANY_LABELS(
      "1m-2000",
      1_000_000,
      new int[] {300_000, 166_000, 62_000, 25_000, 7_000},
      new int[] {48, 96, 192, 384, 512},
      20,
      2000),
  /// A living room.
  ROOM(
      "89k",
      89_000,
      new int[] {61_218, 33_876, 12_467, 5_040, 1_493},
      new int[] {48, 96, 192, 384, 512},
      6,
      200);

  private static final int DIRECTIONS = 16;
  private static final double PURITY = .95;
  private static final double SPREAD = .8; // of a class about its centre
  private static final double NOISE = .5;

  private final String title;
  private final int points;

  // Arrays are mutable, but these never leave the enum and are not written to.
  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] rows;

  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] channels;

  private final int classes;
  private final int labels;

  ProbeShape(String title, int points, int[] rows, int[] channels, int classes, int labels) {
    this.title = title;
    this.points = points;
    this.rows = rows;
    this.channels = channels;
    this.classes = classes;
    this.labels = labels;
  }

  /// Name on the command line and in reports.
  @Override
  public String toString() {
    return title;
  }

  int points() {
    return points;
  }

  int voxels() {
    return rows[0];
  }

  int channels() {
    return IntStream.of(channels).sum();
  }

  int classes() {
    return classes;
  }

  int labels() {
    return labels;
  }

  /// A made-up scan.
  ///
  /// @param classOf gets the class of each finest voxel, 0 to classes - 1, `(voxels)`
  EncodedScan scan(int[] classOf) {
    int levels = rows.length;
    int[][] classOfRow = new int[levels][];
    int[][] parents = new int[levels][];
    SplittableRandom random = new SplittableRandom(1);
    for (int s = levels - 1; s >= 0; s--) {
      classOfRow[s] = new int[rows[s]];
      parents[s] = new int[s + 1 < levels ? rows[s] : 0];
      for (int row = 0; row < rows[s]; row++) {
        if (s + 1 < levels) {
          long place = s == 0 ? random.nextInt(rows[0]) : row;
          parents[s][row] = (int) (place * rows[s + 1] / rows[s]);
        }
        boolean own = s + 1 == levels || random.nextDouble() > PURITY;
        classOfRow[s][row] = own ? random.nextInt(classes) : classOfRow[s + 1][parents[s][row]];
      }
    }
    System.arraycopy(classOfRow[0], 0, classOf, 0, rows[0]);
    List<Features> features = new ArrayList<>();
    for (int s = 0; s < levels; s++) {
      features.add(new Features(channels[s], values(s, classOfRow[s]), parents[s]));
    }
    PointCloud cloud = cloud(random);
    return new EncodedScan(
        new Prepared(cloud, false, grid(random), new Pyramid(.02f, List.of()), Map.of()),
        new FeaturePyramid(features),
        new EncodedScan.WeightsInfo("made up", "0".repeat(64), false),
        Optional.empty(),
        Map.of());
  }

  private float[] values(int level, int[] classOfRow) {
    SplittableRandom random = new SplittableRandom(100 + level);
    int width = channels[level];
    float[] directions = gaussians(random, DIRECTIONS * width);
    float[] centers = gaussians(random, DIRECTIONS * classes);
    float[] out = new float[rows[level] * width];
    IntStream.range(0, rows[level])
        .parallel()
        .forEach(row -> {
          SplittableRandom mine = new SplittableRandom(31L * row + level);
          float[] mixture = new float[DIRECTIONS];
          for (int d = 0; d < DIRECTIONS; d++) {
            double place = centers[classOfRow[row] * DIRECTIONS + d];
            mixture[d] = (float) ((place + SPREAD * mine.nextGaussian()) / (1 + .3 * d));
          }
          for (int c = 0; c < width; c++) {
            double value = NOISE * (mine.nextDouble() + mine.nextDouble() - 1) * 2.45;
            for (int d = 0; d < DIRECTIONS; d++) {
              value += mixture[d] * directions[d * width + c];
            }
            out[row * width + c] = (float) value;
          }
        });
    return out;
  }

  private static float[] gaussians(SplittableRandom random, int count) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }

  private PointCloud cloud(SplittableRandom random) {
    byte[] colors = new byte[3 * points];
    random.nextBytes(colors);
    float[] positions = new float[3 * points];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) random.nextDouble(8);
    }
    return PointCloud.builder(positions).colors(colors).build();
  }

  private GridSample grid(SplittableRandom random) {
    int voxels = rows[0];
    int[] gridCoord = new int[3 * voxels];
    int[] inverse = new int[points];
    for (int v = 0; v < voxels; v++) {
      gridCoord[3 * v] = v % 1000;
      gridCoord[3 * v + 1] = v / 1000;
    }
    for (int i = 0; i < points; i++) {
      inverse[i] = i < voxels ? i : random.nextInt(voxels);
    }
    int[] picked = IntStream.range(0, voxels).toArray();
    return new GridSample(.02f, gridCoord, new float[3 * voxels], picked, inverse);
  }
}
