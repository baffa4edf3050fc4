package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.labels.EditSink;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.RestoredLabels;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a long history does not make opening slow, so that no checkpoint of the labels is needed.
class ProjectSpeedTest {
  private static final int STROKES = Integer.getInteger("cadenza.project.strokes", 10_000);
  private static final int POINTS = 1_000_000;

  @TempDir Path folder;

  @Test
  void opensTenThousandStrokesInAMoment() throws IOException {
    PointCloud cloud = PointCloud.builder(new float[3 * POINTS]).build();
    OpenScan scan = new OpenScan("large", null, new ScanContents(cloud, "test"));
    LabelModel model = new LabelModel();
    model.open(RestoredLabels.none(), EditSink.NONE);
    LabelClass[] classes = {model.addClass("one", 1), model.addClass("two", 2)};
    Random random = new Random(1);
    long began = System.nanoTime();
    for (int i = 0; i < STROKES; i++) {
      BitSet points = new BitSet();
      int at = random.nextInt(POINTS - 3000);
      for (int k = 0; k < 1000; k++) {
        points.set(at + random.nextInt(3000));
      }
      model.paint(scan, classes[i % 2].id(), Selection.of(POINTS, points), "Brush");
    }
    final double millisAStroke = (System.nanoTime() - began) / 1e6 / STROKES;

    LabelledScan known = model.known(scan);
    ProjectContents contents =
        new ProjectContents(
            List.of(known),
            Map.of(),
            model.edits(),
            model.doneCount(),
            new EditSink.Counters(9, STROKES + 9),
            List.of(),
            Map.of());
    Path file = folder.resolve("long.cadenza");
    ProjectFile.write(contents, file);

    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 3; i++) {
      long from = System.nanoTime();
      RestoredLabels read = ProjectFile.read(file).replayed();
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      best = took.compareTo(best) < 0 ? took : best;
      assertThat(read.edits()).hasSize(model.edits().size());
      assertThat(read.state().labels(known.id()).labelledCount())
          .isEqualTo(model.labels(scan).labelledCount());
    }
    // Twice what it takes on two busy cores; see the report's output for what it took.
    Files.writeString(
        Path.of("target", "project-speed.txt"),
        "%d strokes: %.3f ms a stroke, file %.1f MB, opened in %d ms%n"
            .formatted(STROKES, millisAStroke, Files.size(file) / 1e6, best.toMillis()));
    assertThat(best).isLessThan(Duration.ofSeconds(5));
  }
}
