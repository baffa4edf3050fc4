package cadenza.app.viewport;

import cadenza.render.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Brings frames from the render thread to the window without tearing and without piling up.
///
/// # How it works
///
/// Three slots of pixels go round: one is written by the render thread, one is shown, and one was
/// shown before and may still be read by JavaFX's own renderer. The render thread waits for a free
/// slot, so it never runs ahead of the window.
public final class FrameImage {
  private static final int SLOTS = 3;
  private static final int BYTES_PER_PIXEL = 4;

  private final BlockingQueue<Slot> free = new ArrayBlockingQueue<>(SLOTS);
  private final Consumer<Shown> onShow;
  private volatile boolean closed;
  private @Nullable Slot shown;
  private @Nullable Slot retiring;

  /// A frame that is in the window now.
  ///
  /// @param pointsDrawn points considered for it
  public record Shown(Image image, int width, int height, long pointsDrawn) {}

  /// @param onShow told on the window's thread of each new picture
  public FrameImage(Consumer<Shown> onShow) {
    this.onShow = onShow;
    for (int i = 0; i < SLOTS; i++) {
      free.add(new Slot());
    }
  }

  /// Takes a frame's pixels; called on the render thread.
  public void accept(Frame frame) {
    try {
      Slot slot = null;
      while (slot == null) {
        if (closed) {
          return;
        }
        slot = free.poll(100, TimeUnit.MILLISECONDS);
      }
      Slot filled = slot;
      filled.fill(frame);
      long drawn = frame.stats().pointsDrawn();
      Platform.runLater(() -> show(filled, drawn));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets a waiting render thread go on; nothing is shown any more.
  public void close() {
    closed = true;
  }

  private void show(Slot slot, long pointsDrawn) {
    if (retiring != null) {
      free.add(retiring);
    }
    retiring = shown;
    shown = slot;
    if (!closed) {
      onShow.accept(new Shown(slot.present(), slot.width, slot.height, pointsDrawn));
    }
  }

  /// One buffer and the image that shows it.
  private static final class Slot {
    private int width;
    private int height;
    private IntBuffer pixels = IntBuffer.allocate(0);
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable WritableImage image;

    void fill(Frame frame) {
      if (frame.width() != width || frame.height() != height) {
        width = frame.width();
        height = frame.height();
        pixels =
            ByteBuffer.allocateDirect(width * height * BYTES_PER_PIXEL)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        buffer = null;
      }
      pixels.clear();
      pixels.put(frame.pixels(), 0, width * height);
      pixels.rewind();
    }

    Image present() {
      PixelBuffer<IntBuffer> known = buffer;
      WritableImage present = image;
      if (known == null || present == null) {
        known = new PixelBuffer<>(width, height, pixels, PixelFormat.getIntArgbPreInstance());
        present = new WritableImage(known);
        buffer = known;
        image = present;
      } else {
        known.updateBuffer(everything -> null);
      }
      return present;
    }
  }
}
