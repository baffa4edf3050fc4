package cadenza.scan.io.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3disReaderTest {
  @TempDir Path directory;

  private Path room;
  private Path annotations;

  @BeforeEach
  void makeRoom() throws Exception {
    room = Files.createDirectories(directory.resolve("Area_1/office_1"));
    annotations = Files.createDirectory(room.resolve("Annotations"));
    Files.writeString(room.resolve("office_1.txt"), "1 2 3 4 5 6\n");
    Files.writeString(annotations.resolve(".DS_Store"), "\0");
    Files.writeString(annotations.resolve("Icon\r"), "");
    object("ceiling_1.txt", "-1.5 2 3 255 0 17\n-1.5 2 3.5 1 1 1\n");
    object("chair_2.txt", "4 5 6 185.000000 187.000000 180.000000");
  }

  private void object(String name, String text) throws Exception {
    Files.writeString(annotations.resolve(name), text);
  }

  @Test
  void theNamesOfTheObjectsAreTheirClasses() throws Exception {
    for (Path target : List.of(room, room.resolve("office_1.txt"))) {
      ScanContents contents = ScanFormats.read(target, Progress.none());
      PointCloud cloud = contents.cloud();
      assertThat(cloud.positions()).containsExactly(-1.5f, 2, 3, -1.5f, 2, 3.5f, 4, 5, 6);
      assertThat(cloud.colors())
          .containsExactly(255, 0, 17, 1, 1, 1, (byte) 185, (byte) 187, (byte) 180);
      assertThat(cloud.attribute("label").orElseThrow().values()).isEqualTo(new int[] {0, 0, 8});
      assertThat(cloud.attribute("instance").orElseThrow().values()).isEqualTo(new int[] {0, 0, 1});
      assertThat(contents.labelNames()).hasSize(13).containsEntry(8, "chair");
      assertThat(contents.warnings())
          .containsExactly(
              "read from Annotations: instance, one of 2 objects; label, one of 2 classes that"
                  + " their names say.");
    }
  }

  @Test
  void stairsAreClutterAndOthersGetNumbersOfTheirOwn() throws Exception {
    object("stairs_1.txt", "0 0 0 0 0 0\n");
    object("zebra_1.txt", "0 0 0 0 0 0\n");
    object("ant_12.txt", "0 0 0 0 0 0\n");
    ScanContents contents = ScanFormats.read(room, Progress.none());
    assertThat(contents.cloud().attribute("label").orElseThrow().values())
        .isEqualTo(new int[] {13, 0, 0, 8, 12, 14});
    assertThat(contents.labelNames()).containsEntry(13, "ant").containsEntry(14, "zebra");
    assertThat(contents.warnings())
        .contains(
            "stairs are labelled as clutter, as those who use this data set do.",
            "classes that are none of the 13 got numbers of their own: ant, zebra.");
  }

  @Test
  void aLineThatIsDamagedKeepsItsPlace() throws Exception {
    object("ceiling_1.txt", "1 2 3 4 5 6\n22.350 6.692 3.048 185.0\u00100 187 180\n7 8 9 1 1 1\n");
    ScanContents contents = ScanFormats.read(room, Progress.none());
    assertThat(contents.cloud().pointCount()).isEqualTo(4);
    assertThat(contents.cloud().finiteCount()).isEqualTo(3);
    assertThat(contents.cloud().positions()[6]).isEqualTo(7);
    assertThat(contents.warnings())
        .anyMatch(line -> line.startsWith("ceiling_1.txt: after 1 points a line reads \"22.350"));
  }

  @Test
  void aRoomWithoutObjectsIsATextOrNoScan() throws Exception {
    Files.delete(annotations.resolve("ceiling_1.txt"));
    Files.delete(annotations.resolve("chair_2.txt"));
    assertThat(ScanFormats.read(room.resolve("office_1.txt"), Progress.none()).format())
        .isEqualTo("xyz (text)");
    assertThatThrownBy(() -> ScanFormats.read(room, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("this folder is no scan");
  }
}
