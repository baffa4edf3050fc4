package cadenza.app.bench;

import cadenza.app.pipeline.ProcessUse;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Encoder;
import cadenza.sonata.MemoryNeed;
import cadenza.sonata.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One measurement of the encoder. Make it in a process of its own, so that its peak memory is its
/// own.
///
/// @param weights file of the base network's name-seeded weights
/// @param repeats encodings, the first and cold one included
/// @param compared whether to say how near to 32-bit floats the features are; needs another
///   encoding
public record EncodeRun(
    BenchScene scene,
    Path weights,
    DeviceChoice device,
    Precision precision,
    int repeats,
    boolean compared) {
  private static final int GEOMETRY_REPEATS = 10;

  // Less of the large scene: what Java once took for garbage counts as peak memory.
  private static final int LARGE_GEOMETRY_REPEATS = 3;

  /// Resident memory is compared with what it was after so many encodings.
  private static final int SETTLED_AFTER = 10;

  /// Measures.
  ///
  /// @return what `bench encode --json` says of a run
  public Map<String, Object> measure() throws IOException {
    Checkpoint checkpoint = Checkpoint.read(weights, Progress.none());
    PointCloud cloud = scene.cloud();
    List<Double> geometrySeconds = new ArrayList<>();
    float grid = checkpoint.inputTransform().gridSizeMeters();
    Geometry geometry = Geometry.of(cloud, grid, checkpoint.config().stageCount());
    geometrySeconds.add(geometry.seconds());
    for (int i = 1; i < repeatsOfGeometry(); i++) {
      geometry = Geometry.of(cloud, grid, checkpoint.config().stageCount());
      geometrySeconds.add(geometry.seconds());
    }
    GridSample sample = geometry.sample();
    float[] input =
        checkpoint
            .inputTransform()
            .features(sample.coord(), sample.picked(), cloud.colors(), cloud.normals());

    Map<String, Object> run = new LinkedHashMap<>();
    run.put("scene", scene.toString());
    run.put("points", cloud.pointCount());
    run.put("voxels", geometry.pyramid().levels().stream().map(Level::voxelCount).toList());
    run.put("precision", precision.toString());
    // To be compared: what a person is told before a run, and how far memory grows in it.
    int[] voxels = geometry.pyramid().levels().stream().mapToInt(Level::voxelCount).toArray();
    run.put("predictedBytes", MemoryNeed.of(checkpoint.config(), precision, voxels).totalBytes());
    ProcessUse.residentBytes().ifPresent(bytes -> run.put("rssBeforeBytes", bytes));
    FeaturePyramid features;
    try (Encoder encoder = Encoder.open(checkpoint, device, precision, Progress.none())) {
      run.put("device", encoder.device().name());
      run.put("deviceReason", encoder.device().reason());
      features = encode(encoder, geometry.pyramid(), input, run);
    }
    run.put("geometrySeconds", median(geometrySeconds));
    run.put("geometryFirstSeconds", rounded(geometrySeconds.getFirst()));
    ProcessUse.peakBytes().ifPresent(bytes -> run.put("peakRssBytes", bytes));
    if (compared) {
      try (Encoder exact = Encoder.open(checkpoint, device, Precision.F32, Progress.none())) {
        FeaturePyramid reference = exact.encode(geometry.pyramid(), input, Progress.none());
        run.put("cosineToF32", Likeness.of(features, reference).perLevel());
      }
    }
    return run;
  }

  private int repeatsOfGeometry() {
    return scene == BenchScene.FLOOR ? LARGE_GEOMETRY_REPEATS : GEOMETRY_REPEATS;
  }

  private FeaturePyramid encode(
      Encoder encoder, Pyramid pyramid, float[] input, Map<String, Object> run) {
    List<Double> seconds = new ArrayList<>();
    List<List<Double>> stageSeconds = new ArrayList<>();
    encoder.config().encDepths().forEach(depth -> stageSeconds.add(new ArrayList<>()));
    Map<String, Object> resident = new LinkedHashMap<>();
    FeaturePyramid features = new FeaturePyramid(List.of());
    long cpu = ProcessUse.cpuNanos();
    for (int i = 1; i <= repeats; i++) {
      features = new FeaturePyramid(List.of()); // one answer at a time counts
      long start = System.nanoTime();
      long[] last = {start};
      features =
          encoder.encode(
              pyramid,
              input,
              null,
              Progress.none(),
              stage -> {
                long now = System.nanoTime();
                stageSeconds.get(stage).add((now - last[0]) * 1e-9);
                last[0] = now;
              });
      seconds.add((System.nanoTime() - start) * 1e-9);
      if (i == SETTLED_AFTER) {
        ProcessUse.residentBytes().ifPresent(bytes -> resident.put("afterTen", bytes));
      }
    }
    cpu = ProcessUse.cpuNanos() - cpu;
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("first", rounded(seconds.getFirst()));
    summary.put("min", rounded(seconds.stream().min(Double::compare).orElseThrow()));
    summary.put("median", median(seconds));
    run.put("repeats", repeats);
    run.put("seconds", summary);
    run.put("stageSeconds", stageSeconds.stream().map(EncodeRun::median).toList());
    // Near the number of threads on a quiet machine; less means something else ran there too.
    double wall = seconds.stream().mapToDouble(Double::doubleValue).sum();
    run.put("busyCores", Math.round(cpu * 1e-7 / wall) / 100.0);
    if (!resident.isEmpty()) {
      ProcessUse.residentBytes().ifPresent(bytes -> resident.put("atEnd", bytes));
      run.put("rssBytes", resident);
    }
    return features;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return rounded(
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e4) / 1e4;
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    String peak =
        run.get("peakRssBytes") instanceof Number bytes
            ? String.format(Locale.ROOT, "%.2f GB", bytes.doubleValue() * 1e-9)
            : "unknown";
    return "%-4s %-4s  seconds %s  geometry %s  peak memory %s  voxels %s  on %s"
        .formatted(
            run.get("scene"),
            run.get("precision"),
            run.get("seconds"),
            run.get("geometrySeconds"),
            peak,
            run.get("voxels"),
            run.get("device"));
  }

  private record Geometry(GridSample sample, Pyramid pyramid, double seconds) {
    static Geometry of(PointCloud cloud, float grid, int levels) {
      long start = System.nanoTime();
      GridSample sample = GridSample.of(cloud, grid, 0, Progress.none());
      Pyramid pyramid = PyramidBuilder.build(sample, levels, Progress.none());
      return new Geometry(sample, pyramid, (System.nanoTime() - start) * 1e-9);
    }
  }
}
