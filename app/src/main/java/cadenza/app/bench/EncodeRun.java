package cadenza.app.bench;

import cadenza.scan.Level;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One measurement of the encoder, made in a process of its own so that its peak memory is its own.
public final class EncodeRun {
  private static final int GEOMETRY_REPEATS = 5;

  private EncodeRun() {}

  /// Encodes a scene several times.
  ///
  /// @param weights file of the base network's name-seeded weights
  /// @return what `bench encode --json` says of a run
  public static Map<String, Object> run(
      BenchScene scene, Path weights, DeviceChoice device, int repeats) throws IOException {
    PointCloud cloud = scene.cloud();
    Checkpoint checkpoint = Checkpoint.read(weights, Progress.none());
    float grid = checkpoint.inputTransform().gridSizeMeters();
    int levels = checkpoint.config().stageCount();

    List<Double> geometrySeconds = new ArrayList<>();
    GridSample sample = GridSample.of(cloud, grid, 0, Progress.none());
    Pyramid pyramid = PyramidBuilder.build(sample, levels, Progress.none());
    for (int i = 0; i < GEOMETRY_REPEATS; i++) {
      long start = System.nanoTime();
      sample = GridSample.of(cloud, grid, 0, Progress.none());
      pyramid = PyramidBuilder.build(sample, levels, Progress.none());
      geometrySeconds.add((System.nanoTime() - start) * 1e-9);
    }
    float[] input =
        checkpoint
            .inputTransform()
            .features(sample.coord(), sample.picked(), cloud.colors(), cloud.normals());

    List<Double> seconds = new ArrayList<>();
    List<double[]> stages = new ArrayList<>();
    String name;
    try (Encoder encoder = Encoder.open(checkpoint, device, Progress.none())) {
      name = encoder.device().name();
      for (int i = 0; i < repeats; i++) {
        double[] stageSeconds = new double[levels];
        long start = System.nanoTime();
        long[] last = {start};
        encoder.encode(
            pyramid,
            input,
            null,
            Progress.none(),
            stage -> {
              long now = System.nanoTime();
              stageSeconds[stage] = (now - last[0]) * 1e-9;
              last[0] = now;
            });
        seconds.add((System.nanoTime() - start) * 1e-9);
        stages.add(stageSeconds);
        System.err.printf("%.2f s %s%n", seconds.getLast(), Arrays.toString(stageSeconds));
      }
    }
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("scene", scene.toString());
    run.put("points", cloud.pointCount());
    run.put("voxels", pyramid.levels().stream().map(Level::voxelCount).toList());
    run.put("device", name);
    run.put("seconds", seconds);
    run.put("stageSeconds", stages);
    run.put("geometrySeconds", geometrySeconds);
    run.put("peakRssBytes", ProcessMemory.peakBytes());
    return run;
  }
}
