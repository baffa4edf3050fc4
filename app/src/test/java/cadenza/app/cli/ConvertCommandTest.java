package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private String text() throws Exception {
    return Files.writeString(directory.resolve("a.txt"), "1 2 3 9 4 5 6\n".repeat(3)).toString();
  }

  @Test
  void aNameThatEndsInASlashBecomesAFolderOfArrays() throws Exception {
    Path folder = directory.resolve("new/room");
    assertThat(run("convert", text(), folder + "/")).as(err.toString()).isZero();
    assertThat(folder.resolve("coord.npy")).exists();
    assertThat(folder.resolve("color.npy")).exists();
    assertThat(run("convert", folder.toString(), directory.resolve("b.ply").toString())).isZero();
    PointCloud back = ScanFormats.read(directory.resolve("b.ply"), Progress.none()).cloud();
    assertThat(back.positions()).startsWith(1, 2, 3);
    assertThat(run("convert", text(), folder.toString())).as("a folder that is there").isZero();
  }

  @Test
  void aFolderOfOtherThingsIsRefusedInWords() throws Exception {
    assertThat(run("convert", text(), directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("holds more than arrays").doesNotContain("Exception");
  }

  @Test
  void columnsAreReadAsAPersonSays() throws Exception {
    Path csv = directory.resolve("b.csv");
    assertThat(run("convert", "--columns", "- x y z r g b", text(), csv.toString())).isZero();
    assertThat(Files.readString(csv)).startsWith("x,y,z,red,green,blue\n2,3,9,4,5,6\n");
    assertThat(run("info", "--columns", "x,y,z,i", text())).isZero();
    assertThat(out.toString()).contains("position, intensity\n");
    assertThat(run("info", "--columns", "x y", text())).isEqualTo(3);
    assertThat(err.toString()).contains("named x y, without x, y and z");
    Path ply = directory.resolve("c.ply");
    assertThat(run("convert", text(), ply.toString())).isZero();
    assertThat(run("info", "--columns", "x y z", ply.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("ply, says itself what its columns are");
  }
}
