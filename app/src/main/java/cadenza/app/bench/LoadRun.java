package cadenza.app.bench;

import cadenza.app.pipeline.ProcessUse;
import cadenza.render.HomeView;
import cadenza.render.Picture;
import cadenza.render.Scene;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One measurement of opening a file. Make it in a process of its own, so that its peak memory is
/// its own.
///
/// @param format what the file is called in the answer
/// @param repeats how often it is read; memory is that of the first time
public record LoadRun(String format, Path file, int repeats) {
  /// As many points as the window asks for to have something to show.
  private static final int FIRST_POINTS = 1_000_000;

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;

  /// Reads the whole file.
  ///
  /// @return what `bench load --json` says of a run
  public Map<String, Object> measure() throws IOException {
    List<Double> seconds = new ArrayList<>();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("format", format);
    int points = 0;
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      PointCloud cloud = ScanFormats.read(file, ReadOptions.whatFits(), Progress.none()).cloud();
      seconds.add((System.nanoTime() - start) * 1e-9);
      if (i == 0) {
        points = cloud.pointCount();
        run.put("points", points);
        ProcessUse.peakBytes().ifPresent(bytes -> run.put("peakRssBytes", bytes));
      }
    }
    double median = EncodeRun.median(seconds);
    run.put("seconds", median);
    run.put("firstSeconds", EncodeRun.median(List.of(seconds.getFirst())));
    run.put("pointsPerSecond", Math.round(points / median));
    run.put("repeats", repeats);
    return run;
  }

  /// Shows a first look at the file in a picture of 1600 x 1000 pixels, as the window does before
  /// the rest is read.
  public Map<String, Object> measureFirstPixels() throws IOException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("format", format);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      Optional<PointCloud> look = ScanFormats.preview(file, FIRST_POINTS, Progress.none());
      PointCloud cloud = look.orElseThrow(() -> new IOException(format + " has no first look"));
      int[] argb = new int[cloud.pointCount()];
      Arrays.fill(argb, 0xff808080);
      Picture.of(Scene.of(cloud, argb), HomeView.of(cloud, WIDTH, HEIGHT), WIDTH, HEIGHT);
      seconds.add((System.nanoTime() - start) * 1e-9);
      run.put("pointsShown", cloud.pointCount());
    }
    run.put("firstPixelsSeconds", EncodeRun.median(seconds));
    run.put("firstPixelsColdSeconds", EncodeRun.median(List.of(seconds.getFirst())));
    return run;
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    if (run.containsKey("firstPixelsSeconds")) {
      return "%-10s first pixels after %s s (cold %s s), %s points"
          .formatted(
              run.get("format"),
              run.get("firstPixelsSeconds"),
              run.get("firstPixelsColdSeconds"),
              run.get("pointsShown"));
    }
    String peak =
        run.get("peakRssBytes") instanceof Number bytes
                && run.get("points") instanceof Number points
            ? String.format(
                Locale.ROOT,
                "%.0f MB, %.1f bytes a point beyond 300 MB",
                bytes.doubleValue() * 1e-6,
                (bytes.doubleValue() - 300e6) / points.doubleValue())
            : "unknown";
    return "%-10s %s s (cold %s s)  %s points/s  peak memory %s"
        .formatted(
            run.get("format"),
            run.get("seconds"),
            run.get("firstSeconds"),
            run.get("pointsPerSecond"),
            peak);
  }
}
