package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.MemoryNeed;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final FreeMemory PLENTY = new FreeMemory(1L << 40, 1L << 40, 0);

  /// A floor of `side` by `side` voxels.
  private static int[] floor(int side) {
    int[] grid = new int[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      grid[3 * i] = i / side;
      grid[3 * i + 1] = i % side;
    }
    return grid;
  }

  private static MemoryPlan plan(int side, FreeMemory free) {
    return MemoryPlan.of(SonataConfig.base(), Precision.F32, false, floor(side), 0.02f, free);
  }

  @Test
  void whatFitsIsSaidAndWhatDoesNotIsRefusedWithACoarserGridThatFits() {
    MemoryPlan roomy = plan(512, PLENTY);
    assertThat(roomy.fits()).isTrue();
    assertThat(roomy.finding().severity()).isEqualTo(Finding.Severity.OK);
    assertThat(roomy.text()).contains("262,144 voxels");

    long need = roomy.need().totalBytes();
    MemoryPlan tight = plan(512, new FreeMemory(need - 1, 1L << 40, 0));
    assertThat(tight.fits()).isFalse();
    assertThat(tight.coarserGridMeters()).isPresent();
    double grid = tight.coarserGridMeters().getAsDouble();
    assertThat(grid).isBetween(0.029, 0.031);
    assertThat(tight.refusal()).contains("Use a grid of 30 mm");
    assertThat(tight.finding().fix()).contains(new Fix.UseGrid((float) grid));
    // At half the resolution a floor has a quarter of the voxels; the weights stay.
    MemoryPlan half = plan(256, PLENTY);
    MemoryPlan twice = plan(512, new FreeMemory(half.need().totalBytes() + (4 << 20), 1L << 40, 0));
    assertThat(twice.coarserGridMeters().getAsDouble()).isBetween(0.039, 0.041);
  }

  @Test
  void javasOwnLimitCountsToo() {
    MemoryPlan plan = plan(512, new FreeMemory(1L << 40, 1 << 20, 0));
    assertThat(plan.fits()).isFalse();
    assertThat(plan.refusal()).contains("Java's memory");
  }

  @Test
  void unusedHeapIsRoomForJavasPartOnly() {
    MemoryNeed need = plan(512, PLENTY).need();
    long rest = need.totalBytes() - need.javaBytes();
    assertThat(plan(512, new FreeMemory(rest, 1L << 40, 1L << 40)).fits()).isTrue();
    assertThat(plan(512, new FreeMemory(rest - 1, 1L << 40, 1L << 40)).fits()).isFalse();
  }

  @Test
  void whereNoGridHelpsNoneIsOffered() {
    MemoryPlan plan = plan(64, new FreeMemory(1 << 20, 1L << 40, 0));
    assertThat(plan.coarserGridMeters()).isEmpty();
    assertThat(plan.refusal()).contains("encode a part of the scan");
    assertThat(plan.finding().fix()).isEmpty();
  }

  @Test
  void theBaseNetworkAtAMillionVoxelsIsAboutTwoGigabytes() {
    // Levels of the benchmark's large scene; `bench encode` measures what it really takes.
    int[] voxels = {1_045_973, 611_649, 269_618, 86_149, 22_059};
    MemoryNeed need = MemoryNeed.of(SonataConfig.base(), Precision.F32, voxels);
    assertThat(need.loadBytes()).isBetween(4L * 108_461_376, 4L * 108_461_376 + (300 << 20));
    assertThat(need.answerBytes()).isBetween(750L << 20, 850L << 20);
    assertThat(need.workBytes()).isBetween(500L << 20, 1L << 30);
    assertThat(
            need.loadBytes()
                - MemoryNeed.of(SonataConfig.base(), Precision.BF16, voxels).loadBytes())
        .as("half of the weights of products")
        .isBetween(2L * 108_000_000, 2L * 108_461_376);
  }

  @Test
  void aRunThatDoesNotFitIsNotBegun() throws Exception {
    SonataConfig small =
        new SonataConfig(9, List.of(1), List.of(8), List.of(1), List.of(16), 2, 0, true);
    float[] xyz = new float[3 * 100];
    float[] up = new float[xyz.length];
    for (int i = 0; i < 100; i++) {
      xyz[3 * i] = i;
      up[3 * i + 2] = 1;
    }
    PointCloud cloud = PointCloud.builder(xyz).normals(up).build();
    List<MemoryPlan> plans = new ArrayList<>();
    FeaturePipeline pipeline =
        new FeaturePipeline(null, () -> new FreeMemory(1 << 20, 1 << 20, 0), plans::add);
    try (Model model =
        new Model(Checkpoint.untrained(small, InputTransform.starter(), 1), Encoders.ofPyTorch())) {
      assertThatThrownBy(
              () -> pipeline.encode(cloud, model, EncodeSettings.defaults(), Progress.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("100 voxels")
          .hasMessageContaining("are free");
      assertThat(plans).hasSize(1);
    }
  }

  @Test
  void thisMachineSaysWhatIsFree() {
    FreeMemory now = FreeMemory.now();
    assertThat(now.systemBytes()).isPositive();
    assertThat(now.heapBytes()).isBetween(1L << 20, Runtime.getRuntime().maxMemory());
  }
}
