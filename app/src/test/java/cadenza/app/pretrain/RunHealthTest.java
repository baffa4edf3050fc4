package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.pretrain.RunHealth.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunHealthTest {
  private static RunEvent.Watch watch(
      double rank, double deviation, double use, double height, double normal) {
    return new RunEvent.Watch(
        100,
        List.of(
            new RunEvent.LevelSpread(0, 32, 0.9, 12),
            new RunEvent.LevelSpread(1, 64, deviation, rank)),
        use,
        0.2,
        height,
        normal,
        Double.NaN,
        Double.NaN,
        "");
  }

  private static final RunEvent.Watch FIRST = watch(30, 0.8, 0.6, 0.7, 0.6);

  @Test
  void featuresThatSpreadAreHealthy() {
    RunHealth health = RunHealth.of(FIRST, watch(25, 0.7, 0.5, 0.8, 0.7));
    assertThat(health.state()).isEqualTo(State.HEALTHY);
    assertThat(health.text()).contains("Healthy", "80 %");
  }

  @Test
  void aLevelThatLostMostOfItsDimensionsCollapses() {
    RunHealth health = RunHealth.of(FIRST, watch(7, 0.7, 0.9, 0.5, 0.5));
    assertThat(health.state()).isEqualTo(State.WARNING);
    assertThat(health.text()).contains("collapsing into few dimensions", "level 1 uses 7.0 of 64");
    assertThat(RunHealth.of(FIRST, watch(8, 0.7, 0.9, 0.5, 0.5)).state()).isEqualTo(State.HEALTHY);
  }

  @Test
  void aRunThatWasNarrowFromTheFirstLookIsToldOf() {
    // As a real run of 7 million parameters looked at its 300th step.
    RunEvent.Watch narrow = ofLevels(5.8, 5.1, 8.0, 9.4, 5.0);
    RunHealth health = RunHealth.of(narrow, narrow);
    assertThat(health.state()).isEqualTo(State.WARNING);
    assertThat(health.text())
        .contains("few dimensions: 5 to 9 a level", "99 % of height", "geometric shortcut");
  }

  @Test
  void theRunOfTheStarterWeightsWasHealthy() {
    // Its looks at steps 100, 200 and 1,500.
    RunEvent.Watch first = ofLevels(6.1, 5.3, 8.4, 9.8, 5.1);
    assertThat(RunHealth.of(first, ofLevels(5.2, 4.9, 9.4, 11.6, 5.6)).state())
        .isEqualTo(State.HEALTHY);
    assertThat(RunHealth.of(first, ofLevels(5.1, 5.6, 13.1, 14.1, 7.6)).state())
        .isEqualTo(State.HEALTHY);
  }

  private static RunEvent.Watch ofLevels(double... ranks) {
    List<RunEvent.LevelSpread> levels = new ArrayList<>();
    for (int level = 0; level < ranks.length; level++) {
      levels.add(new RunEvent.LevelSpread(level, 32 << level, 0.88, ranks[level]));
    }
    return new RunEvent.Watch(300, levels, 0.98, 0.56, 0.99, 0.97, Double.NaN, Double.NaN, "");
  }

  @Test
  void featuresThatAreAllAlikeAreACompleteCollapse() {
    assertThat(RunHealth.of(FIRST, watch(20, 0.02, 0.9, 0.5, 0.5)).text())
        .contains("complete collapse");
  }

  @Test
  void heightIsAShortcutOnlyIfItWasNotReadOffAsWellAtFirst() {
    RunHealth more = RunHealth.of(FIRST, watch(30, 0.8, 0.6, 0.92, 0.6));
    assertThat(more.state()).isEqualTo(State.WARNING);
    assertThat(more.text()).contains("geometric shortcut", "height alone explains", "92 %", "70 %");
    RunEvent.Watch tall = watch(30, 0.8, 0.6, 0.93, 0.6);
    assertThat(RunHealth.of(tall, watch(30, 0.8, 0.6, 0.92, 0.6)).state()).isEqualTo(State.HEALTHY);
  }

  @Test
  void normalsAndUnusedPrototypesAreToldOf() {
    assertThat(RunHealth.of(FIRST, watch(30, 0.8, 0.6, 0.7, 0.95)).text())
        .contains("geometric shortcut", "tilt of surfaces");
    assertThat(RunHealth.of(FIRST, watch(30, 0.8, 0.02, 0.7, 0.6)).text())
        .contains("2 % of the prototypes");
  }

  @Test
  void aScanWithoutNormalsIsNoShortcut() {
    assertThat(RunHealth.of(FIRST, watch(30, 0.8, 0.6, Double.NaN, Double.NaN)).state())
        .isEqualTo(State.HEALTHY);
  }
}
