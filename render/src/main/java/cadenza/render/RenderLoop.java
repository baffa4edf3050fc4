package cadenza.render;

import cadenza.render.overlay.OverlayPainter;
import cadenza.render.splat.SplatRenderer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Draws the latest scene from the latest camera, on a thread of its own.
///
/// # How it works
///
/// Setters only note what is wanted and return; whatever was noted before and not drawn yet is
/// forgotten, so requests never pile up. When the camera or the size changes the loop draws within
/// the motion budget; when nothing has moved for a moment it refines until the picture is finished,
/// then it sleeps. A change of the scene alone (colours, style) goes straight to refining, because
/// renderers keep what they drew for this camera.
///
/// Two frames alternate. The listener gets each on the loop's thread and copies what it needs
/// before it returns; afterwards the frame serves [#pick(int, int, int)] while the other is being
/// drawn.
///
/// The renderer is opened, used and closed on the loop's thread, as OpenGL contexts need. One that
/// fails, or cannot be opened, is replaced by the Java renderer, and [#rendererReason()] says why.
/// What even that cannot draw, and what the listener throws, goes to [#onFailure(Consumer)]; the
/// thread lives on and draws again once something changes.
public final class RenderLoop implements AutoCloseable {
  private static final double MOTION_MILLIS = 16;
  private static final double REFINE_MILLIS = 33;
  private static final long SETTLE_MILLIS = 90;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final DrawOrders orders;
  private final Runnable betterOrder;
  private final Consumer<Frame> listener;
  private final Thread thread;
  private volatile Consumer<Throwable> failureListener = failure -> {};

  // Guarded by lock.
  private @Nullable Supplier<RendererChoice> wantedRenderer;
  private @Nullable Scene wantedScene;
  private @Nullable Camera wantedCamera;
  private long wantedVersion;
  private int wantedWidth;
  private int wantedHeight;
  private boolean closing;
  private @Nullable Frame latest;
  private String rendererName = "";
  private String rendererReason = "";
  private final FrameRate rate = new FrameRate();

  // Of the loop's thread alone.
  private @Nullable FrameRenderer renderer;
  private final OverlayPainter overlay = new OverlayPainter();
  private @Nullable Frame spare;
  private @Nullable Scene drawnScene;
  private long drawnVersion;
  private @Nullable Camera drawnCamera;
  private int drawnWidth;
  private int drawnHeight;
  private boolean finished;
  private boolean settled = true;
  private boolean failureTold;

  /// A loop with draw orders of its own.
  public RenderLoop(Supplier<RendererChoice> open, Consumer<Frame> listener) {
    this(open, new DrawOrders(), listener);
  }

  /// @param open called on the loop's thread to open the renderer
  /// @param orders of clouds, to be shared by loops that show the same ones
  /// @param listener called on the loop's thread with each new frame, to copy from before returning
  public RenderLoop(Supplier<RendererChoice> open, DrawOrders orders, Consumer<Frame> listener) {
    this.orders = orders;
    this.betterOrder = () -> change(this::sceneIsNew);
    this.wantedRenderer = open;
    this.listener = listener;
    this.thread = new Thread(this::run, "cadenza-render");
    thread.setDaemon(true);
  }

  /// Starts the thread.
  public RenderLoop start() {
    thread.start();
    return this;
  }

  /// @param newListener called on the loop's thread when a picture could not be drawn or shown;
  ///   once, until a picture succeeds again
  public RenderLoop onFailure(Consumer<Throwable> newListener) {
    failureListener = newListener;
    return this;
  }

  public void show(Scene scene) {
    change(() -> {
      wantedScene = scene;
      wantedVersion++;
    });
  }

  public void look(Camera camera) {
    change(() -> wantedCamera = camera);
  }

  /// Size of the pictures in pixels; nothing is drawn while one side is zero.
  public void resize(int width, int height) {
    change(() -> {
      wantedWidth = width;
      wantedHeight = height;
    });
  }

  /// Replaces the renderer.
  public void use(Supplier<RendererChoice> open) {
    change(() -> wantedRenderer = open);
  }

  /// The point at a pixel of the latest frame, or nearest to it within the radius.
  public Optional<Pick> pick(int x, int y, int radiusPixels) {
    lock.lock();
    try {
      return latest == null ? Optional.empty() : Pick.at(latest, x, y, radiusPixels);
    } finally {
      lock.unlock();
    }
  }

  /// What `question` finds out about the latest frame, which it must not keep; empty before the
  /// first.
  public <T> Optional<T> ask(Function<Frame, T> question) {
    lock.lock();
    try {
      return latest == null ? Optional.empty() : Optional.ofNullable(question.apply(latest));
    } finally {
      lock.unlock();
    }
  }

  /// Frames delivered within the last second.
  public int framesPerSecond() {
    lock.lock();
    try {
      return rate.framesOfLastSecond();
    } finally {
      lock.unlock();
    }
  }

  /// Name of the renderer in use; empty before it is open.
  public String rendererName() {
    return locked(() -> rendererName);
  }

  /// Why this renderer is in use, as a sentence; empty before it is open.
  public String rendererReason() {
    return locked(() -> rendererReason);
  }

  /// Stops drawing, closes the renderer and waits for both.
  @Override
  public void close() {
    change(() -> closing = true);
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void change(Runnable note) {
    lock.lock();
    try {
      note.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /// What the next frame is: taken under the lock, drawn outside of it.
  private record Job(
      Scene scene, long version, Camera camera, int width, int height, FrameBudget budget) {}

  private void run() {
    try {
      while (true) {
        try {
          Job job = awaitJob();
          if (job == null) {
            return;
          }
          draw(job);
        } catch (Throwable failure) {
          // A dead thread would leave a frozen picture and no word about it.
          tell(failure);
        }
      }
    } finally {
      closeRenderer();
    }
  }

  /// Waits until there is something to draw; null once the loop is to end.
  private @Nullable Job awaitJob() {
    lock.lock();
    try {
      while (!closing) {
        if (wantedRenderer != null) {
          openWantedRenderer();
          continue;
        }
        Job job = nextJob();
        if (job != null) {
          return job;
        }
        if (settled || finished) {
          changed.await();
        } else if (!changed.await(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
          settled = true;
        }
      }
    } catch (InterruptedException e) {
      // Only close() ends this thread; an interrupt from elsewhere asks for the same.
      closing = true;
    } finally {
      lock.unlock();
    }
    return null;
  }

  private @Nullable Job nextJob() {
    Scene scene = wantedScene;
    Camera camera = wantedCamera;
    if (scene == null || camera == null || wantedWidth < 1 || wantedHeight < 1) {
      return null;
    }
    boolean first = drawnScene == null || drawnScene.cloud() != scene.cloud();
    boolean moved =
        !camera.equals(drawnCamera) || wantedWidth != drawnWidth || wantedHeight != drawnHeight;
    boolean sceneChanged = drawnVersion != wantedVersion;
    FrameBudget budget;
    if (moved && !first) {
      budget = FrameBudget.motion(MOTION_MILLIS);
    } else if (moved || sceneChanged || (settled && !finished)) {
      budget = FrameBudget.refine(REFINE_MILLIS);
    } else {
      return null;
    }
    return new Job(scene, wantedVersion, camera, wantedWidth, wantedHeight, budget);
  }

  private void draw(Job job) {
    Frame frame = spare;
    FrameRenderer current = renderer;
    try {
      if (frame == null || frame.width() != job.width || frame.height() != job.height) {
        frame = new Frame(job.width, job.height);
      }
      if (current == null) {
        current = fallBack("Java renderer: no other could be opened");
      }
    } catch (Throwable failure) {
      giveUp(job, failure);
      return;
    }
    try {
      current.render(ordered(job.scene), job.camera, job.budget, frame);
      overlay.paint(frame);
    } catch (Throwable failure) {
      if (current instanceof SplatRenderer) {
        giveUp(job, failure);
      } else {
        fallBack("Java renderer: " + current.name() + " failed: " + words(failure));
      }
      return;
    }
    note(job, frame.stats().finished());
    lock.lock();
    try {
      spare = latest;
      latest = frame;
      rate.count();
    } finally {
      lock.unlock();
    }
    listener.accept(frame);
    failureTold = false;
  }

  /// The scene with the best order there is of its cloud.
  private Scene ordered(Scene scene) {
    return scene.order() == null ? scene.withOrder(orders.best(scene.cloud(), betterOrder)) : scene;
  }

  private void sceneIsNew() {
    wantedVersion++;
  }

  private void note(Job job, boolean nothingLeft) {
    drawnScene = job.scene;
    drawnVersion = job.version;
    drawnCamera = job.camera;
    drawnWidth = job.width;
    drawnHeight = job.height;
    finished = nothingLeft;
    settled = job.budget.purpose() != FrameBudget.Purpose.MOTION;
  }

  /// The last renderer there is cannot draw this: sleeps until something else is wanted.
  private void giveUp(Job job, Throwable failure) {
    note(job, true);
    tell(failure);
  }

  private void tell(Throwable failure) {
    if (!failureTold) {
      failureTold = true;
      failureListener.accept(failure);
    }
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /// Called with the lock held; lets go of it while the renderer opens, which can take long.
  private void openWantedRenderer() {
    Supplier<RendererChoice> open = wantedRenderer;
    wantedRenderer = null;
    lock.unlock();
    RendererChoice choice;
    try {
      closeRenderer();
      choice = open == null ? RendererChoice.java("Java renderer") : open.get();
    } catch (Throwable failure) {
      choice = RendererChoice.java("Java renderer: opening another failed: " + words(failure));
    } finally {
      lock.lock();
    }
    adopt(choice);
  }

  private void adopt(RendererChoice choice) {
    renderer = choice.renderer();
    rendererName = choice.renderer().name();
    rendererReason = choice.reason();
    drawnScene = null;
    finished = false;
    settled = true;
  }

  private FrameRenderer fallBack(String reason) {
    closeRenderer();
    RendererChoice choice = RendererChoice.java(reason);
    change(() -> adopt(choice));
    return choice.renderer();
  }

  private void closeRenderer() {
    FrameRenderer old = renderer;
    renderer = null;
    if (old != null) {
      try {
        old.close();
      } catch (Throwable failure) {
        // It is not used any more; what replaces it must still come.
        tell(failure);
      }
    }
  }
}
