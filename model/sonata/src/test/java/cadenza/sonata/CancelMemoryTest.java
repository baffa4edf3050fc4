package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Whenever a run is cancelled, nothing of it stays in memory.
class CancelMemoryTest {
  private static final DecoderConfig DECODER =
      new DecoderConfig(
          List.of(1, 1, 1, 1),
          List.of(16, 24, 48, 64),
          List.of(2, 3, 4, 4),
          List.of(128, 128, 128, 128));
  private static final SonataConfig CONFIG = Golden.tiny().withDecoder(Optional.of(DECODER));
  private static final int SIDE = 64;

  private static Pyramid floor() {
    int[] grid = new int[3 * SIDE * SIDE];
    float[] coord = new float[grid.length];
    for (int i = 0; i < SIDE * SIDE; i++) {
      grid[3 * i] = i / SIDE;
      grid[3 * i + 1] = i % SIDE;
    }
    for (int i = 0; i < grid.length; i++) {
      coord[i] = grid[i] * 0.02f;
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
  }

  /// Cancels at the given question whether somebody still wants the result.
  private static Progress until(int question, AtomicInteger asked) {
    return new Progress() {
      @Override
      public void report(double fraction, String step) {}

      @Override
      public boolean isCancelled() {
        return asked.incrementAndGet() >= question;
      }
    };
  }

  @Test
  void cancelledAtEveryPlaceInTurn() throws Exception {
    Checkpoint checkpoint = Checkpoint.untrained(CONFIG, InputTransform.official(), 1);
    Pyramid pyramid = floor();
    float[] features = new float[9 * SIDE * SIDE];
    try (Encoder encoder = Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none());
        Decoder decoder = Decoder.open(checkpoint, encoder.device(), Progress.none())) {
      FeaturePyramid encoded = encoder.encode(pyramid, features, Progress.none());
      everywhere(encoder.newScope(), progress -> encoder.encode(pyramid, features, progress));
      everywhere(decoder.newScope(), progress -> decoder.decode(pyramid, encoded, progress));
    }
  }

  private interface Run {
    void with(Progress progress);
  }

  private static void everywhere(NDManager scope, Run run) throws Exception {
    NDManager owner = scope.getParentManager();
    int before = held(owner);
    int question = 1;
    boolean cancelled = true;
    while (cancelled) {
      AtomicInteger asked = new AtomicInteger();
      Progress progress = until(question++, asked);
      Throwable thrown = catchThrowable(() -> run.with(progress));
      cancelled = thrown != null;
      if (cancelled) {
        assertThat(thrown).isInstanceOf(CancellationException.class);
      }
      assertThat(held(owner)).as("held after cancelling at %d", question - 1).isEqualTo(before);
    }
    assertThat(question).as("places to cancel at").isGreaterThan(20);
    scope.close();
  }

  /// Tensors and managers that a manager would free when it is closed. What a run leaves there is
  /// lost until then; memory itself moves too much to tell.
  private static int held(NDManager manager) throws ReflectiveOperationException {
    Field resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    return ((Map<?, ?>) resources.get(manager)).size();
  }
}
