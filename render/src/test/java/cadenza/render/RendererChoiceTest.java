package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.splat.SplatRenderer;
import org.junit.jupiter.api.Test;

class RendererChoiceTest {
  /// Takes so long for a frame, and then does nothing.
  private static final class Slow implements FrameRenderer {
    private final long millis;
    private boolean closed;

    Slow(long millis) {
      this.millis = millis;
    }

    @Override
    public String name() {
      return "slow renderer";
    }

    @Override
    public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
      if (millis < 0) {
        throw new IllegalStateException("no such thing");
      }
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void theFasterOneIsTaken() {
    Slow slow = new Slow(1500);
    try (FrameRenderer chosen = RendererChoice.faster(slow, "a device").renderer()) {
      assertThat(chosen).isInstanceOf(SplatRenderer.class);
      assertThat(slow.closed).isTrue();
    }
    Slow quick = new Slow(0);
    RendererChoice choice = RendererChoice.faster(quick, "a device");
    assertThat(choice.renderer()).isSameAs(quick);
    assertThat(quick.closed).isFalse();
    assertThat(choice.reason())
        .startsWith("slow renderer: a device, ")
        .contains("the Java renderer");
  }

  @Test
  void oneThatFailsItsTrialIsNotTaken() {
    Slow broken = new Slow(-1);
    RendererChoice choice = RendererChoice.faster(broken, "a device");
    try (FrameRenderer chosen = choice.renderer()) {
      assertThat(chosen).isInstanceOf(SplatRenderer.class);
      assertThat(choice.reason()).contains("failed: no such thing");
      assertThat(broken.closed).isTrue();
    }
  }
}
