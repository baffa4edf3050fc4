package cadenza.scan.io.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanNetReaderTest {
  @TempDir Path directory;

  private Path scene;
  private Path mesh;

  @BeforeEach
  void makeScene() throws Exception {
    scene = Files.createDirectory(directory.resolve("scene0042_00"));
    mesh = scene.resolve("scene0042_00_vh_clean_2.ply");
    PointCloud cloud =
        PointCloud.builder(new float[] {0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0})
            .colors(new byte[12])
            .build();
    ScanFormats.write(cloud, mesh, Progress.none());
  }

  private void addLabels(short... labels) throws Exception {
    PointCloud cloud =
        PointCloud.builder(new float[3 * labels.length])
            .attribute(new Attribute("label", ScalarType.UINT16, labels))
            .build();
    ScanFormats.write(cloud, scene.resolve("scene0042_00_vh_clean_2.labels.ply"), Progress.none());
  }

  private void addObjects(String segments) throws Exception {
    Files.writeString(
        scene.resolve("scene0042_00_vh_clean_2.0.010000.segs.json"),
        "{\"params\": {\"kThresh\": \"0.01\"}, \"segIndices\": " + segments + "}");
    Files.writeString(
        scene.resolve("scene0042_00.aggregation.json"),
        """
        {"sceneId": "scannet.scene0042_00", "segGroups": [
          {"id": 1, "objectId": 0, "segments": [700, 12], "label": "office chair"},
          {"id": 2, "objectId": 5, "segments": [3], "label": "cup"}]}
        """);
  }

  private static List<Integer> values(ScanContents contents, String name) {
    Attribute attribute = contents.cloud().attribute(name).orElseThrow();
    return java.util.stream.IntStream.range(0, attribute.size())
        .mapToObj(attribute::getInt)
        .toList();
  }

  @Test
  void labelsAndObjectsAreReadFromTheFilesBesideTheMesh() throws Exception {
    addLabels((short) 5, (short) 5, (short) 0, (short) 40);
    addObjects("[12, 700, 9, 3]");
    for (Path target : List.of(mesh, scene)) {
      ScanContents contents = ScanFormats.read(target, Progress.none());
      assertThat(values(contents, "label")).containsExactly(5, 5, 0, 40);
      assertThat(values(contents, "instance")).containsExactly(0, 0, -1, 5);
      assertThat(contents.labelNames()).hasSize(41).containsEntry(5, "chair");
      assertThat(contents.warnings())
          .containsExactly(
              "read from the files beside it: label, a class of NYU40"
                  + " (scene0042_00_vh_clean_2.labels.ply); instance, one of 2 objects"
                  + " (scene0042_00.aggregation.json).");
      assertThat(contents.cloud().positions()[9]).isEqualTo(3);
    }
  }

  @Test
  void withoutLabelsTheObjectsNamesAreLabels() throws Exception {
    addObjects("[12, 700, 9, 3]");
    ScanContents contents = ScanFormats.read(mesh, Progress.none());
    assertThat(values(contents, "label")).containsExactly(2, 2, 0, 1);
    assertThat(contents.labelNames())
        .isEqualTo(Map.of(0, "unlabelled", 1, "cup", 2, "office chair"));
  }

  @Test
  void aMeshAloneIsAMesh() throws Exception {
    ScanContents contents = ScanFormats.read(mesh, Progress.none());
    assertThat(contents.format()).startsWith("ply");
    assertThat(contents.warnings()).isEmpty();
    assertThat(ScanFormats.read(scene, Progress.none()).cloud().pointCount()).isEqualTo(4);
  }

  @Test
  void labelsOfAnotherMeshAreLeftOutAndTold() throws Exception {
    addLabels((short) 5);
    addObjects("[12, 700]");
    ScanContents contents = ScanFormats.read(mesh, Progress.none());
    assertThat(contents.cloud().attributes()).isEmpty();
    assertThat(contents.warnings())
        .anyMatch(line -> line.contains("labels.ply has 1 labels for the 4 points; it is left out"))
        .anyMatch(line -> line.contains("it has 2 segments for 4 points"));
  }

  @Test
  void damagedFilesBesideItAreLeftOutAndTold() throws Exception {
    Files.writeString(scene.resolve("scene0042_00_vh_clean_2.labels.ply"), "ply\nformat");
    addObjects("[12, 700, 9,");
    ScanContents contents = ScanFormats.read(mesh, Progress.none());
    assertThat(contents.cloud().pointCount()).isEqualTo(4);
    assertThat(contents.warnings())
        .anyMatch(line -> line.startsWith("the labels are left out: "))
        .anyMatch(
            line -> line.startsWith("the objects are left out: ") && line.contains("damaged at"));
  }

  @Test
  void labelsStayWithTheirPointsWhenAPartIsRead() throws Exception {
    addLabels((short) 1, (short) 2, (short) 3, (short) 4);
    ReadOptions right =
        ReadOptions.everything()
            .within(new cadenza.scan.Bounds(new double[] {1.5, -1, -1}, new double[] {9, 1, 1}));
    assertThat(values(ScanFormats.read(mesh, right, Progress.none()), "label"))
        .containsExactly(3, 4);
    ScanContents two =
        ScanFormats.read(mesh, ReadOptions.everything().withMaxPoints(2), Progress.none());
    for (int i = 0; i < 2; i++) {
      assertThat(values(two, "label").get(i)).isEqualTo(1 + (int) two.cloud().world(i, 0));
    }
    assertThat(two.pointsInFile()).isEqualTo(4);
    assertThat(two.warnings()).anyMatch(line -> line.startsWith("2 of 4 points are shown"));
  }
}
