package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.splat.SplatRenderer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderRunTest {
  @Test
  void measuresEverythingThatItPromises() {
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      Map<String, Object> run = new RenderRun("java", renderer, 20_000, 160, 100).measure();
      assertThat(run).containsEntry("renderer", "java").containsEntry("width", 160);
      assertThat((Integer) run.get("points")).isBetween(19_000, 20_000);
      for (String key :
          new String[] {"completeMillis", "refineMillis", "brushMillis", "lassoMillis"}) {
        assertThat((Double) run.get(key)).as(key).isPositive();
      }
      assertThat(run.get("frameMillis").toString()).contains("p50=", "p95=");
      assertThat(RenderRun.line(run)).doesNotContain("null");
    }
  }

  @Test
  void aSoakEndsInTimeAndTellsOfMemory() {
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      Map<String, Object> run = new SoakRun("java", renderer, 5_000, 0.03).measure();
      assertThat((Long) run.get("frames")).isPositive();
      assertThat((Long) run.get("heapAtEndBytes")).isPositive();
      assertThat(SoakRun.line(run)).contains("frames");
    }
  }
}
