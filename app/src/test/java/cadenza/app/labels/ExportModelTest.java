package cadenza.app.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportModelTest {
  @TempDir Path folder;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LabelModel labels = new LabelModel();
  private final ExportModel model = new ExportModel(workspace, tasks, ScanFormats::write, labels);

  @AfterEach
  void close() {
    tasks.close();
  }

  static List<String> formats() {
    return ScanFormats.writableExtensions().stream().toList();
  }

  private static PointCloud withoutLabels() {
    float[] heat = new float[SmallRoom.POINTS];
    for (int i = 0; i < heat.length; i++) {
      heat[i] = i / 7f;
    }
    return SmallRoom.cloud().toBuilder()
        .without(Attribute.LABEL)
        .attribute(Attribute.ofFloats("heat", heat))
        .build();
  }

  private OpenScan labelled(ScanContents contents) {
    OpenScan scan = new OpenScan("corner", folder.resolve("corner.ply"), contents);
    labels.setPalette(Palettes.S3DIS13);
    Random random = new Random(1);
    BitSet points = new BitSet();
    for (int i = 0; i < 600; i++) {
      points.set(random.nextInt(SmallRoom.POINTS));
    }
    labels.paint(scan, 3, Selection.of(SmallRoom.POINTS, points), "Brush");
    points.clear(0, SmallRoom.POINTS / 2);
    labels.paint(scan, 12, Selection.of(SmallRoom.POINTS, points), "Brush");
    return scan;
  }

  private ScanContents exported(OpenScan scan, Path file, List<Attribute> more) throws IOException {
    model.export(scan, file, more);
    thread.runUntil(() -> !workspace.notices().isEmpty());
    assertThat(workspace.notices().getFirst().severity())
        .as(workspace.notices().getFirst().copyText())
        .isEqualTo(Notice.Severity.INFO);
    return ScanFormats.read(file, Progress.none());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatHoldsTheLabelsOfEveryPointAndAllThereWas(String extension) throws IOException {
    OpenScan scan = labelled(new ScanContents(withoutLabels(), "test"));
    byte[] guess = new byte[SmallRoom.POINTS];
    new Random(2).nextBytes(guess);
    Attribute prediction = Attribute.ofInts("prediction", ints(guess));
    Path file = folder.resolve("out." + extension);
    PointCloud read = exported(scan, file, List.of(prediction)).cloud();
    assertThat(read.pointCount()).isEqualTo(SmallRoom.POINTS);
    Labels given = labels.labels(scan);
    Attribute label = read.attribute(Attribute.LABEL).orElseThrow();
    Attribute predicted = read.attribute("prediction").orElseThrow();
    Attribute heat = read.attribute("heat").orElseThrow();
    for (int i = 0; i < SmallRoom.POINTS; i++) {
      assertThat(label.getInt(i)).isEqualTo(given.classOf(i));
      assertThat(predicted.getInt(i)).isEqualTo(guess[i]);
      assertThat(heat.get(i)).isEqualTo(i / 7f, Offset.offset(1e-3));
      assertThat(read.world(i, 0)).isEqualTo(scan.cloud().world(i, 0), within());
    }
    assertThat(read.colors()).isEqualTo(scan.cloud().colors());
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-3);
  }

  private static int[] ints(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i];
    }
    return values;
  }

  @Test
  void theClassesHaveTheirNamesInTheFile() throws IOException {
    OpenScan scan = labelled(new ScanContents(withoutLabels(), "test"));
    ScanContents read = exported(scan, folder.resolve("out.ply"), List.of());
    assertThat(read.labelNames()).containsEntry(3, "wall").containsEntry(12, "board");
  }

  @Test
  void aLabelOfTheScansOwnStays() throws IOException {
    OpenScan scan = labelled(SmallRoom.contents());
    PointCloud read = exported(scan, folder.resolve("out.ply"), List.of()).cloud();
    Attribute own = read.attribute(Attribute.LABEL).orElseThrow();
    Attribute mine = read.attribute(ExportModel.OWN_LABEL).orElseThrow();
    for (int i = 0; i < SmallRoom.POINTS; i++) {
      assertThat(own.getInt(i)).isEqualTo(scan.labels().orElseThrow().getInt(i));
      assertThat(mine.getInt(i)).isEqualTo(labels.labels(scan).classOf(i));
    }
  }

  @Test
  void classesBeyondAByteAreKept() {
    LabelSnapshot some = new LabelSnapshot(new int[] {5}, new short[] {1000}, new int[] {1}, 1);
    ScanContents with =
        ExportModel.labelled(new ScanContents(withoutLabels(), "test"), some, List.of(), List.of());
    Attribute label = with.cloud().attribute(Attribute.LABEL).orElseThrow();
    assertThat(label.getInt(5)).isEqualTo(1000);
    assertThat(label.getInt(6)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            ExportModel.labelled(
                SmallRoom.contents(),
                some,
                List.of(),
                List.of(SmallRoom.cloud().attribute(Attribute.LABEL).orElseThrow())));
  }

  @Test
  void aThinnedScanAndTheScansOwnFileAreRefused() throws IOException {
    OpenScan thinned =
        labelled(new ScanContents(withoutLabels(), "test").withPointsInFile(1_000_000));
    model.export(thinned, folder.resolve("out.ply"), List.of());
    assertThat(workspace.notices()).hasSize(1);
    assertThat(workspace.notices().getFirst().text()).contains("Only 4,800 of its 1,000,000");
    assertThat(folder.resolve("out.ply")).doesNotExist();

    Path own = SmallRoom.write(folder.resolve("own.ply"));
    byte[] before = Files.readAllBytes(own);
    OpenScan whole = new OpenScan("own", own, SmallRoom.contents());
    model.export(whole, own, List.of());
    assertThat(workspace.notices()).hasSize(2);
    assertThat(workspace.notices().getLast().advice()).isEqualTo("Choose another name.");
    assertThat(Files.readAllBytes(own)).isEqualTo(before);
  }
}
