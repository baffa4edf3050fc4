package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.splat.SplatRenderer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RenderLoopTest {
  private static final Scene SCENE = Scene.of(Rooms.room(30_000, 1));

  private static Camera camera(double yaw) {
    return new Camera(new Vec3(2, 1.5, 1.2), 6, yaw, 0.5, 1, false);
  }

  /// Notes what it is asked to draw, and waits for leave before each frame.
  private static final class Recorder implements FrameRenderer {
    final List<Camera> cameras = Collections.synchronizedList(new ArrayList<>());
    final List<FrameBudget.Purpose> purposes = Collections.synchronizedList(new ArrayList<>());
    final Semaphore begun = new Semaphore(0);
    final Semaphore leave = new Semaphore(0);
    final AtomicReference<Thread> closedBy = new AtomicReference<>();

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
      cameras.add(camera);
      purposes.add(budget.purpose());
      begun.release();
      leave.acquireUninterruptibly();
      boolean still = budget.purpose() != FrameBudget.Purpose.MOTION;
      target.describe(scene, camera, new int[0], new FrameStats(0, 0, still, still, 0));
    }

    @Override
    public void close() {
      closedBy.set(Thread.currentThread());
    }
  }

  @Test
  void drawsOnlyTheLatestOfManyRequests() {
    Recorder recorder = new Recorder();
    try (RenderLoop loop =
        new RenderLoop(() -> new RendererChoice(recorder, "test"), frame -> {}).start()) {
      loop.show(SCENE);
      loop.resize(40, 30);
      loop.look(camera(0));
      recorder.begun.acquireUninterruptibly();
      for (int i = 1; i <= 100; i++) {
        loop.look(camera(i * 0.01));
      }
      recorder.leave.release(1000);
      recorder.begun.acquireUninterruptibly(2);
      assertThat(recorder.cameras.subList(0, 3)).containsExactly(camera(0), camera(1), camera(1));
      assertThat(recorder.purposes.subList(0, 3))
          .containsExactly(
              FrameBudget.Purpose.REFINE, FrameBudget.Purpose.MOTION, FrameBudget.Purpose.REFINE);
    }
    assertThat(recorder.closedBy.get()).isNotNull().isNotEqualTo(Thread.currentThread());
    assertThat(recorder.cameras).as("it sleeps once finished").hasSize(3);
  }

  @Test
  void refinesToTheFinishedPictureAndPicksFromIt() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<int[]> last = new AtomicReference<>();
    Camera camera = Camera.home(SCENE.cloud().bounds(), 80, 50);
    try (RenderLoop loop =
        new RenderLoop(
                () -> new RendererChoice(new SplatRenderer(1), "test"),
                frame -> {
                  last.set(frame.pixels().clone());
                  if (frame.stats().finished() && camera.equals(frame.camera())) {
                    done.countDown();
                  }
                })
            .start()) {
      assertThat(loop.pick(40, 25, 3)).isEmpty();
      loop.resize(80, 50);
      loop.look(camera.orbit(0.3, 0));
      loop.show(SCENE);
      loop.look(camera);
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
      Frame expected = Picture.of(SCENE, camera, 80, 50);
      assertThat(last.get()).isEqualTo(expected.pixels());
      assertThat(loop.pick(40, 25, 3)).isEqualTo(Pick.at(expected, 40, 25, 3)).isPresent();
      assertThat(loop.framesPerSecond()).isPositive();
      assertThat(loop.rendererName()).isEqualTo("Java renderer");
      assertThat(loop.rendererReason()).isEqualTo("test");
    }
  }

  @Test
  void newColorsAreDrawnWithoutMovingTheCamera() throws InterruptedException {
    Semaphore frames = new Semaphore(0);
    AtomicReference<Frame> last = new AtomicReference<>();
    try (RenderLoop loop =
        new RenderLoop(
                () -> new RendererChoice(new SplatRenderer(1), "test"),
                frame -> {
                  last.set(frame);
                  if (frame.stats().finished()) {
                    frames.release();
                  }
                })
            .start()) {
      loop.resize(20, 20);
      loop.look(camera(0));
      loop.show(SCENE);
      assertThat(frames.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      int[] red = new int[SCENE.cloud().pointCount()];
      java.util.Arrays.fill(red, 0xffff0000);
      Scene changed = SCENE.withColors(red);
      loop.show(changed);
      assertThat(frames.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      Scene shown = last.get().scene();
      assertThat(shown == null ? null : shown.withOrder(null)).isEqualTo(changed);
    }
  }

  private static FrameRenderer broken(Runnable failure) {
    return new FrameRenderer() {
      @Override
      public String name() {
        return "broken";
      }

      @Override
      public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
        failure.run();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void aRendererThatFailsIsReplaced() throws InterruptedException {
    isReplaced(() -> {
      throw new IllegalStateException("the context was lost");
    });
  }

  @Test
  void aRendererThatFailsWithAnErrorIsReplaced() throws InterruptedException {
    isReplaced(() -> {
      throw new UnsatisfiedLinkError("the context was lost");
    });
  }

  private static void isReplaced(Runnable failure) throws InterruptedException {
    CountDownLatch drawn = new CountDownLatch(1);
    FrameRenderer broken = broken(failure);
    try (RenderLoop loop =
        new RenderLoop(() -> new RendererChoice(broken, "test"), frame -> drawn.countDown())
            .start()) {
      loop.resize(20, 20);
      loop.look(camera(0));
      loop.show(SCENE);
      assertThat(drawn.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.rendererName()).isEqualTo("Java renderer");
      assertThat(loop.rendererReason()).contains("broken").contains("the context was lost");
    }
  }

  @Test
  void closesWithoutEverDrawing() {
    Recorder recorder = new Recorder();
    new RenderLoop(() -> new RendererChoice(recorder, "test"), frame -> {}).start().close();
    assertThat(recorder.cameras).isEmpty();
  }

  @Test
  void aRendererThatCannotBeOpenedIsReplaced() throws InterruptedException {
    CountDownLatch drawn = new CountDownLatch(1);
    try (RenderLoop loop =
        new RenderLoop(
                () -> {
                  throw new NoClassDefFoundError("org/lwjgl");
                },
                frame -> drawn.countDown())
            .start()) {
      loop.resize(20, 20);
      loop.look(camera(0));
      loop.show(SCENE);
      assertThat(drawn.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.rendererName()).isEqualTo("Java renderer");
      assertThat(loop.rendererReason()).contains("org/lwjgl");
    }
  }

  @Test
  void aListenerThatFailsIsToldOfAndTheNextFrameComes() throws InterruptedException {
    Semaphore failures = new Semaphore(0);
    CountDownLatch shown = new CountDownLatch(1);
    Camera turned = camera(1);
    try (RenderLoop loop =
        new RenderLoop(
                () -> new RendererChoice(new SplatRenderer(1), "test"),
                frame -> {
                  if (!turned.equals(frame.camera())) {
                    throw new IllegalStateException("the canvas is gone");
                  }
                  shown.countDown();
                })
            .onFailure(failure -> failures.release())
            .start()) {
      loop.resize(20, 20);
      loop.look(camera(0));
      loop.show(SCENE);
      assertThat(failures.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      loop.look(turned);
      assertThat(shown.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPictureThatCannotBeDrawnIsToldOfOnceAndAnotherIsDrawn() throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch drawn = new CountDownLatch(1);
    try (RenderLoop loop =
        new RenderLoop(
                () -> new RendererChoice(new SplatRenderer(1), "test"), frame -> drawn.countDown())
            .onFailure(failure -> {
              failures.add(failure);
              failed.countDown();
            })
            .start()) {
      // More pixels than an array can have.
      loop.resize(50_000, 50_000);
      loop.look(camera(0));
      loop.show(SCENE);
      assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
      loop.resize(20, 20);
      assertThat(drawn.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(failures).hasSize(1);
    }
  }

  @Test
  void aLargeCloudIsSeenAsASampleFirstAndThenWhole() throws InterruptedException {
    Scene scene = Scene.of(Rooms.room(3_200_000, 2));
    List<Long> drawn = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch whole = new CountDownLatch(1);
    Camera camera = Camera.home(scene.cloud().bounds(), 160, 100);
    try (RenderLoop loop =
        new RenderLoop(
                () -> new RendererChoice(new SplatRenderer(2), "test"),
                frame -> {
                  Scene shown = frame.scene();
                  DrawOrder order = shown == null ? null : shown.order();
                  drawn.add(order == null ? 0L : order.slotCount());
                  if (order != null && order.slotCount() == 3_200_000 && frame.stats().complete()) {
                    whole.countDown();
                  }
                })
            .start()) {
      loop.show(scene);
      loop.resize(160, 100);
      loop.look(camera);
      whole.await();
    }
    assertThat(drawn.getFirst()).isBetween(700_000L, 1_000_000L);
  }
}
