package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Schedules against the reference's, over 1,000 steps and some beyond.
class SchedulesTest {
  private static final List<Integer> BASE_DEPTHS = List.of(3, 3, 3, 12, 3);

  private final Schedules paper = Schedules.paper(1000);

  @Test
  void valuesOfThePaper() throws Exception {
    Map<String, NpyArray> expected = Golden.npz("pre_schedules.npz");
    check(expected, "mask_size_f64", paper.maskSize()::at);
    check(expected, "mask_ratio_f64", paper.maskRatio()::at);
    check(expected, "teacher_temp_f64", paper.teacherTemperature()::at);
    check(expected, "momentum_f64", paper.momentum()::at);
    check(expected, "weight_decay_f64", paper.weightDecay()::at);
    check(expected, "onecycle_beta1_f64", paper.cycle()::beta1);
    check(expected, "weight_decay_f64", step -> paper.at(step).weightDecay());
  }

  private static void check(
      Map<String, NpyArray> expected, String name, IntToDoubleFunction schedule) {
    double[] values = expected.get(name).doubles();
    assertThat(values).hasSizeGreaterThanOrEqualTo(1000);
    for (int step = 0; step < values.length; step++) {
      assertThat(schedule.applyAsDouble(step))
          .as("%s at step %d", name, step)
          .isCloseTo(values[step], within(1e-14));
    }
  }

  @Test
  void everyBlockHasItsRate() throws Exception {
    Map<String, NpyArray> expected = Golden.npz("pre_schedules.npz");
    double[] maxima = expected.get("layer_max_lr_f64").doubles(); // others, then block by block
    double[] rates = expected.get("onecycle_lr_f64").doubles(); // (1000, 25)
    LayerRates layers = new LayerRates(0.004, 0.9, BASE_DEPTHS);
    int group = 0;
    check(layers.maximum("student.backbone.enc.enc2.down.proj.weight"), group++, maxima, rates);
    for (int stage = 0; stage < BASE_DEPTHS.size(); stage++) {
      for (int block = 0; block < BASE_DEPTHS.get(stage); block++) {
        String name = "student.backbone.enc.enc" + stage + ".block" + block + ".norm1.0.bias";
        check(layers.maximum(name), group++, maxima, rates);
      }
    }
    assertThat(group).isEqualTo(maxima.length);
  }

  private void check(double maximum, int group, double[] maxima, double[] rates) {
    assertThat(maximum).isCloseTo(maxima[group], within(1e-15));
    for (int step = 0; step < 1000; step++) {
      assertThat(paper.cycle().rate(step, maximum))
          .isCloseTo(rates[step * maxima.length + group], within(1e-15));
    }
  }

  @Test
  void probingHasTheSameCycle() throws Exception {
    double[] rates = Golden.npz("pre_schedules.npz").get("probe_onecycle_lr_f64").doubles();
    for (int step = 0; step < 1000; step++) {
      assertThat(paper.cycle().rate(step, 0.002)).isCloseTo(rates[2 * step], within(1e-15));
      assertThat(paper.cycle().rate(step, 0.0002)).isCloseTo(rates[2 * step + 1], within(1e-15));
    }
  }

  @Test
  void shortRunsStayWithinTheirBounds() {
    for (int total : new int[] {1, 2, 5, 19, 20, 21}) {
      Schedules schedules = Schedules.paper(total);
      for (int step = 0; step <= total; step++) {
        assertThat(schedules.maskRatio().at(step)).isBetween(0.3, 0.7);
        assertThat(schedules.cycle().rate(step, 1)).isBetween(0.0, 1.0);
        assertThat(schedules.cycle().beta1(step)).isBetween(0.85, 0.95);
      }
    }
  }
}
