package cadenza.sonata;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridSample;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.sonata.pretrain.Batch;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.Pretraining;
import cadenza.sonata.pretrain.ViewPoints;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A step of the `starter` preset on a room of our own, and the making of its batch, which worker
/// threads can do meanwhile.
///
/// Run with `./cadenza jmh Pretraining`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 10)
@Fork(
    value = 1,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow",
      "-Xmx3g"
    })
public class PretrainingBenchmark {
  /// Edge of the voxels in which scenes come, before views are cut to the network's.
  private static final float SCENE_GRID_METERS = 0.036f;

  private List<ViewPoints> scenes;
  private Pretraining run;
  private int made;

  /// Generates the room.
  @Setup
  public void open() {
    PointCloud room = RoomGenerator.generate(7, Progress.none());
    scenes =
        List.of(
            ViewPoints.of(room, GridSample.of(room, SCENE_GRID_METERS, 0, Progress.none())));
    run = new Pretraining(Preset.starter(100_000), 1);
  }

  /// Views, masks and geometry of a step.
  @Benchmark
  public Batch batch() {
    return run.batches().batch(scenes, made++, Progress.none());
  }

  /// Batch, losses, gradients and new weights.
  @Benchmark
  public Pretraining.Report batchAndStep() {
    return run.step(batch());
  }

  /// Frees the networks.
  @TearDown
  public void close() {
    run.close();
  }
}
