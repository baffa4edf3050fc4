package cadenza.app.shell;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/// Proves that the window is never blocked: with `-Dcadenza.stalls=true` it beats on the window's
/// thread every ten milliseconds and tells on standard error of each longest pause so far, and of
/// the time to the first picture.
///
/// # How it works
///
/// A thread asks for a beat by `runLater` and waits until it has come before it asks again, so the
/// time from asking to beating is how long the window's thread was busy with something else.
public final class StallMeter {
  private static final long BEAT_MILLIS = 10;
  private static final double WORTH_TELLING_MILLIS = 30;

  private final PrintStream out;
  private final AtomicLong longestNanos = new AtomicLong();
  private volatile String phase = "start";

  private StallMeter(PrintStream out) {
    this.out = out;
  }

  /// Starts measuring this window if the property asks for it.
  public static void startIfAsked(MainWindow window) {
    if (!Boolean.getBoolean("cadenza.stalls")) {
      return;
    }
    StallMeter meter = new StallMeter(System.err);
    window.viewport().onFirstFrame(meter::firstFrame);
    window
        .features()
        .encodingTaskProperty()
        .addListener(
            (property, old, now) -> meter.enter(now == null ? "after encoding" : "encoding"));
    Thread thread = new Thread(meter::run, "cadenza-stall-meter");
    thread.setDaemon(true);
    thread.start();
  }

  private void firstFrame() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    out.printf(
        Locale.ROOT,
        "first picture with points %d ms after the JVM's start%n",
        System.currentTimeMillis() - started);
    enter("open");
  }

  private void enter(String next) {
    out.printf(
        Locale.ROOT,
        "longest stall while \"%s\": %.0f ms%n",
        phase,
        longestNanos.getAndSet(0) * 1e-6);
    phase = next;
  }

  private void run() {
    Object beat = new Object();
    try {
      while (true) {
        long asked = System.nanoTime();
        synchronized (beat) {
          boolean[] beaten = {false};
          Platform.runLater(() -> {
            synchronized (beat) {
              beaten[0] = true;
              beat.notifyAll();
            }
          });
          while (!beaten[0]) {
            beat.wait();
          }
        }
        long stall = System.nanoTime() - asked;
        if (stall > longestNanos.get()) {
          longestNanos.set(stall);
          if (stall * 1e-6 > WORTH_TELLING_MILLIS) {
            out.printf(Locale.ROOT, "stall of %.0f ms while \"%s\"%n", stall * 1e-6, phase);
          }
        }
        Thread.sleep(BEAT_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
