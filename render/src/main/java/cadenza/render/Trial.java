package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Tries how fast a renderer is here.
final class Trial {
  private static final int POINTS = 300_000;
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int WARM_UP = 4;
  private static final int FRAMES = 7;

  private Trial() {}

  /// Milliseconds of a complete frame of some hundred thousand points, the median of a few.
  static double millis(FrameRenderer renderer) {
    Scene scene = Scene.of(sphere()).withStyle(Style.DEFAULT.withAntiAliased(false));
    Frame frame = new Frame(WIDTH, HEIGHT);
    Camera camera = Camera.home(scene.cloud().bounds(), WIDTH, HEIGHT);
    double[] millis = new double[FRAMES];
    for (int i = -WARM_UP; i < FRAMES; i++) {
      long start = System.nanoTime();
      renderer.render(scene, camera.orbit(0.1 * i, 0), FrameBudget.complete(), frame);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis[FRAMES / 2];
  }

  private static PointCloud sphere() {
    SplittableRandom random = new SplittableRandom(1);
    float[] xyz = new float[3 * POINTS];
    for (int i = 0; i < POINTS; i++) {
      double z = random.nextDouble(-1, 1);
      double angle = random.nextDouble(2 * Math.PI);
      double flat = Math.sqrt(1 - z * z);
      xyz[3 * i] = (float) (flat * Math.cos(angle));
      xyz[3 * i + 1] = (float) (flat * Math.sin(angle));
      xyz[3 * i + 2] = (float) z;
    }
    return PointCloud.builder(xyz).build();
  }
}
