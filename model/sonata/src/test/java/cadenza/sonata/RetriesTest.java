package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.nn.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Device GPU = new Device(Device.Kind.CUDA, "CUDA device 0", "A test.");
  private static final FeaturePyramid ANSWER = new FeaturePyramid(List.of());

  private final List<Long> tried = new ArrayList<>();

  private FeaturePyramid run(Stretch longest, int failures) {
    return Retries.run(
        GPU,
        "encoding",
        1_234_567,
        longest,
        Progress.none(),
        stretch -> {
          tried.add(stretch.bytes());
          if (tried.size() <= failures) {
            throw new DeviceMemoryException("full", new IllegalStateException());
          }
          return ANSWER;
        });
  }

  @Test
  void tooLittleMemoryIsTriedAgainInShorterStretches() {
    assertThat(run(new Stretch(1L << 30), 2)).isSameAs(ANSWER);
    assertThat(tried).containsExactly(1L << 30, 1L << 26, 1L << 22);
  }

  @Test
  void whatDoesNotFitAtAllIsSaidWithNumbers() {
    assertThatThrownBy(() -> run(new Stretch(1L << 30), 99))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessage(
            "CUDA device 0 ran out of memory while encoding 1,234,567 voxels. — Use a coarser grid"
                + " or the processor.");
    assertThat(tried).hasSize(3);
  }

  @Test
  void otherFailuresAreNotRepeated() {
    assertThatThrownBy(() ->
            Retries.run(
                GPU,
                "encoding",
                1,
                new Stretch(1L << 30),
                Progress.none(),
                stretch -> {
                  tried.add(stretch.bytes());
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(tried).hasSize(1);
  }
}
