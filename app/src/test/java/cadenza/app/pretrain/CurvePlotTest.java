package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.pretrain.CurvePlot.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@EnabledIf(
    value = "cadenza.app.pretrain.CurvePlotTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class CurvePlotTest {
  private static final int STEPS = 100_000;
  private static final int WIDTH = 420;

  private final RunCurves curves = new RunCurves();
  private CurvePlot plot;

  static boolean displayIsThere() {
    return System.getenv("DISPLAY") != null;
  }

  @Start
  void start(Stage stage) {
    plot =
        new CurvePlot(
            "plot",
            "Losses",
            "",
            curves,
            Double.NaN,
            Double.NaN,
            () ->
                List.of(
                    new Named("total", curves.total(), "%.3f"),
                    new Named("masked", curves.mask(), "%.3f"),
                    new Named("other view", curves.roll(), "%.3f"),
                    new Named("local", curves.local(), "%.3f")));
    stage.setScene(new Scene(plot, WIDTH, 200));
    stage.show();
  }

  @Test
  void aSinglePointIsSeen(FxRobot robot) {
    robot.interact(() -> {
      curves.add(List.of(RunEvent.parse(ScriptedProcess.step(1, STEPS, 5)).orElseThrow()));
      plot.drawNow();
      for (Node line : plot.lookupAll(".curve-line")) {
        assertThat(line.getBoundsInLocal().getWidth()).isGreaterThan(5);
      }
      assertThat(plot.lookupAll(".curve-line")).hasSize(4);
    });
  }

  @Test
  void aHundredThousandStepsAreAPointAPixelAtMost(FxRobot robot) {
    List<RunEvent> events = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      double loss = 6 * Math.exp(-step / 3e4) + Math.sin(step * 1.7) * 0.3;
      events.add(RunEvent.parse(ScriptedProcess.step(step, STEPS, loss)).orElseThrow());
    }
    double[] milliseconds = new double[30];
    robot.interact(() -> {
      curves.add(events);
      for (int i = 0; i < milliseconds.length; i++) {
        long begin = System.nanoTime();
        plot.drawNow();
        milliseconds[i] = (System.nanoTime() - begin) * 1e-6;
      }
    });
    Arrays.sort(milliseconds);
    System.out.printf(
        "a draw of 4 curves of %,d steps: %.2f ms (median)%n", STEPS, milliseconds[15]);
    assertThat(plot.drawnPoints())
        .hasSize(4)
        .allMatch(points -> points > 300 && points <= plot.getWidth());
  }
}
