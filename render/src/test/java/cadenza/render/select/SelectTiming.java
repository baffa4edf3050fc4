package cadenza.render.select;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.Overlay;
import cadenza.render.Pick;
import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import cadenza.render.overlay.OverlayPainter;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Times selecting by hand: `java -cp … cadenza.render.select.SelectTiming [points]`.
public final class SelectTiming {
  private SelectTiming() {}

  private static void time(String what, Runnable work) {
    double[] millis = new double[40];
    double[] cpu = new double[40];
    var clock = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < millis.length; round++) {
      long start = System.nanoTime();
      long used = clock.getCurrentThreadCpuTime();
      work.run();
      cpu[round] = (clock.getCurrentThreadCpuTime() - used) / 1e6;
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    double first = millis[0];
    Arrays.sort(millis);
    Arrays.sort(cpu);
    System.out.printf(
        "%-28s first %.1f  min %.2f  p50 %.2f  p95 %.2f ms, cpu of this thread %.2f%n",
        what, first, millis[0], millis[20], millis[38], cpu[20]);
  }

  public static void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    PointCloud cloud = Rooms.room(n, 1);
    long start = System.nanoTime();
    PointIndex index = PointIndex.of(cloud, Progress.none());
    System.out.printf("index %.0f ms%n", (System.nanoTime() - start) / 1e6);
    start = System.nanoTime();
    PointIndex.of(cloud, Progress.none());
    System.out.printf("index again %.0f ms%n", (System.nanoTime() - start) / 1e6);
    Scene scene = Scene.of(cloud);
    Camera camera =
        Camera.home(cloud.bounds(), 1600, 1000).looking(StandardView.TOP).orbit(0.3, -0.7);
    Frame frame = new Frame(1600, 1000);
    try (SplatRenderer renderer = new SplatRenderer()) {
      renderer.render(scene, camera, FrameBudget.complete(), frame);
    }
    double[] lasso = new double[800];
    for (int i = 0; i < 400; i++) {
      double angle = 2 * Math.PI * i / 400;
      lasso[2 * i] = 800 + 420 * Math.cos(angle) + 20 * Math.sin(9 * angle);
      lasso[2 * i + 1] = 500 + 330 * Math.sin(angle);
    }
    time("mask", () -> ScreenMask.polygon(1600, 1000, lasso, FillRule.NON_ZERO));
    for (Reach reach : Reach.values()) {
      time(
          "lasso " + reach,
          () ->
              ScreenSelect.inside(
                  frame, index, ScreenMask.polygon(1600, 1000, lasso, FillRule.NON_ZERO), reach));
      for (BrushSize size : List.of(BrushSize.pixels(40), BrushSize.meters(0.2))) {
        time(
            "brush " + reach + " " + size,
            () -> {
              BrushStroke stroke = new BrushStroke(index, size, reach);
              stroke.to(frame, 700, 500);
              stroke.to(frame, 760, 520);
            });
      }
    }
    time("pick", () -> Pick.at(frame, 800, 500, 4));
    Selection selected =
        ScreenSelect.inside(
            frame, index, ScreenMask.polygon(1600, 1000, lasso, FillRule.NON_ZERO), Reach.VISIBLE);
    System.out.println(selected);
    List<Overlay.Line> lines = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      lines.add(
          new Overlay.Line(
              new Vec3(0.1 * i, 0, 0), new Vec3(4 - 0.1 * i, 3, 2.5), 0xffffffff, 2, 0.3));
    }
    OverlayPainter painter = new OverlayPainter();
    int[] pointOfSlot = new int[frame.slots().length];
    for (Overlay overlay :
        List.of(new Overlay(lines, null), new Overlay(List.of(), selected), Overlay.NONE)) {
      Scene with = scene.withOverlay(overlay);
      Frame copy = new Frame(1600, 1000);
      for (int i = 0; i < copy.slots().length; i++) {
        copy.slots()[i] = i;
        pointOfSlot[i] = frame.pointAt(i % 1600, i / 1600);
        copy.slots()[i] = pointOfSlot[i] < 0 ? -1 : i;
      }
      copy.describe(with, camera, pointOfSlot, frame.stats());
      time(
          overlay.lines().size() + " lines, " + overlay.selection().map(Selection::size).orElse(0),
          () -> painter.paint(copy));
    }
    time(
        "region",
        () ->
            ConnectedRegion.from(
                index, scene, frame.pointAt(800, 500), Likeness.SURFACE, Progress.none()));
  }
}
