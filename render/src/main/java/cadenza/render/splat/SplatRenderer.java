package cadenza.render.splat;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.FrameStats;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Draws points on the processor: one pixel a point, the nearest wins.
public final class SplatRenderer implements FrameRenderer {
  private long[] nearest = {};

  @Override
  public String name() {
    return "Java renderer";
  }

  @Override
  public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
    long start = System.nanoTime();
    int width = target.width();
    int height = target.height();
    if (nearest.length != width * height) {
      nearest = new long[width * height];
    }
    Arrays.fill(nearest, Long.MAX_VALUE);
    PointCloud cloud = scene.cloud();
    int n = cloud.pointCount();
    for (int i = 0; i < n; i++) {
      if (!cloud.isFinite(i)) {
        continue;
      }
      double[] at =
          camera.project(
              new Vec3(cloud.world(i, 0), cloud.world(i, 1), cloud.world(i, 2)), width, height);
      int x = (int) Math.floor(at[0]);
      int y = (int) Math.floor(at[1]);
      if (at[2] > camera.nearMeters() && x >= 0 && y >= 0 && x < width && y < height) {
        long key = (long) Float.floatToRawIntBits((float) at[2]) << 32 | i;
        nearest[y * width + x] = Math.min(nearest[y * width + x], key);
      }
    }
    int[] pixels = target.pixels();
    int[] slots = target.slots();
    for (int p = 0; p < pixels.length; p++) {
      boolean hit = nearest[p] != Long.MAX_VALUE;
      slots[p] = hit ? (int) nearest[p] : -1;
      pixels[p] = hit ? scene.colors()[slots[p]] : scene.style().background().topArgb();
    }
    target.describe(
        scene,
        camera,
        IntStream.range(0, n).toArray(),
        new FrameStats(n, n, true, true, (System.nanoTime() - start) / 1e6));
  }

  @Override
  public void close() {
    nearest = new long[0];
  }
}
