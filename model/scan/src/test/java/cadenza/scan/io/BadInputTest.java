package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
  @TempDir Path directory;

  private ScanContents read(String name, byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve(name), bytes), Progress.none());
  }

  private void assertRefused(String name, byte[] bytes, String... parts) {
    assertThatThrownBy(() -> read(name, bytes))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageEndingWith("(" + directory.resolve(name) + ")")
        .hasMessageContainingAll(parts);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PlyFile points(String encoding, long promised, int present) {
    PlyFile ply = new PlyFile(encoding).line("element vertex " + promised);
    for (String name : List.of("x", "y", "z")) {
      ply.line("property float " + name);
    }
    for (int i = 0; i < present; i++) {
      ply.floats(i, 2, 3).end();
    }
    return ply;
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> ScanFormats.read(directory.resolve("a.ply"), Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> ScanFormats.read(directory, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("this folder is no scan");
  }

  @Test
  void anEmptyFileIsRefused() {
    for (String name : List.of("a.ply", "a.pcd", "a.xyz", "a")) {
      assertRefused(name, new byte[0], "the file is empty (0 bytes)");
    }
  }

  @Test
  void namesForColumnsAreRefusedWhereTheFileHasNames() throws Exception {
    Path file = Files.write(directory.resolve("a.ply"), points("ascii", 2, 2).bytes());
    ReadOptions named = ReadOptions.everything().withColumns(List.of("x", "y", "z"));
    assertThatThrownBy(() -> ScanFormats.read(file, named, Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("a.ply: its format, ply, says itself what its columns are — ")
        .hasMessageContaining("--columns")
        .hasMessageEndingWith("(" + file + ")");
  }

  @Test
  void aTextNamedPlyIsRefusedAndShown() {
    assertRefused(
        "notes.ply",
        text("Shopping list\n- bread\n"),
        "the name says ply, but the content does not: it begins with \"Shopping list - bread\"");
    assertRefused("notes.pcd", text("x"), "the name says pcd");
  }

  @Test
  void wrongMagicIsRefusedAndShown() {
    assertRefused(
        "a.ply", new byte[] {'p', 'l', 'x', 0, 1, 2, 3, 4, 5, 6}, "the bytes 70 6c 78 00 01");
    assertRefused("a.bin", new byte[] {1, 2, 3}, "this is no scan that Cadenza can read");
    assertRefused("a.ply", text("plywood is a good start, but no header"), "the name says ply");
  }

  @Test
  void contentIsBelievedBeforeTheExtension() throws Exception {
    assertThat(read("a.pcd", points("ascii", 1, 1).bytes()).format()).isEqualTo("ply (ascii)");
    assertThat(read("a.laz", points("ascii", 1, 1).bytes()).format()).isEqualTo("ply (ascii)");
  }

  @Test
  void aPromiseOfTwoToTheForthiethPointsCostsNothing() throws Exception {
    long promised = 1L << 40;
    for (String encoding : List.of("ascii", "binary_little_endian", "binary_big_endian")) {
      for (int there : new int[] {0, 5}) {
        assertRefused(
            "far.ply",
            points(encoding, promised, there).bytes(),
            "the header promises 1099511627776 points, more than any scan holds",
            "after " + there);
      }
    }
    for (String data : List.of("ascii", "binary", "binary_compressed")) {
      String header =
          "VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 1099511627776\n"
              + "HEIGHT 1048576\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 1099511627776\nDATA "
              + data
              + "\n";
      assertRefused("none.pcd", text(header), "promises", "more than any scan holds");
    }
  }

  @Test
  void listsAndElementsThatPromiseTooMuchCostNothing() throws Exception {
    PlyFile ply =
        new PlyFile("binary_little_endian")
            .line("element vertex 999999999")
            .line("property list int64 double far")
            .line("property float x")
            .line("property float y")
            .line("property float z");
    ply.put("int64", 0).floats(1, 2, 3);
    ply.put("int64", Long.MAX_VALUE).floats(4, 5, 6);
    ScanContents contents = read("lists.ply", ply.bytes());
    assertThat(contents.cloud().positions()).containsExactly(1, 2, 3);
    PlyFile before =
        new PlyFile("binary_little_endian")
            .line("element nothing 999999999999999999")
            .line("element camera 999999999999999999")
            .line("property double fov")
            .line("element vertex 1")
            .line("property float x")
            .line("property float y")
            .line("property float z")
            .floats(1, 2, 3);
    assertRefused("before.ply", before.bytes(), "promises 1 points", "before the first");
  }

  @Test
  void manyColumnsOverShortLinesCostNothing() {
    StringBuilder header = new StringBuilder("ply\nformat ascii 1.0\nelement vertex 1000000\n");
    for (String name : List.of("x", "y", "z")) {
      header.append("property double ").append(name).append('\n');
    }
    for (int i = 0; i < 10_000; i++) {
      header.append("property double c").append(i).append('\n');
    }
    assertRefused(
        "wide.ply", text(header + "end_header\n" + "1\n".repeat(1_000_000)), "before the first");
  }

  @Test
  void truncatedBodiesOpenAsFarAsTheyAreGood() throws Exception {
    for (String encoding : List.of("ascii", "binary_little_endian")) {
      byte[] whole = points(encoding, 1000, 1000).bytes();
      ScanContents contents = read("cut.ply", Arrays.copyOf(whole, whole.length - 5));
      assertThat(contents.cloud().pointCount()).isEqualTo(999);
      assertThat(contents.cloud().positions()[3 * 998]).isEqualTo(998);
      assertThat(contents.warnings())
          .containsExactly(
              "the header promises 1000 points, the file ends after 999. Opened the first 999.");
    }
  }

  @Test
  void aDamagedLineIsShownAndTheOthersAreKept() throws Exception {
    String text = new String(points("ascii", 3, 3).bytes(), StandardCharsets.UTF_8);
    ScanContents contents = read("a.ply", text(text.replace("1.0 2.0 3.0", "1.0 <<<<<< HEAD")));
    assertThat(contents.cloud().pointCount()).isEqualTo(3);
    assertThat(contents.cloud().isFinite(1)).isFalse();
    assertThat(contents.cloud().positions()[6]).isEqualTo(2);
    assertThat(contents.warnings())
        .containsExactly(
            "after 1 points a line reads \"1.0 <<<<<< HEAD\"; its point is kept without"
                + " coordinates.");
  }

  @Test
  void whereManyLinesAreDamagedTheFirstOfThemEndsTheScan() throws Exception {
    String text = new String(points("ascii", 9, 9).bytes(), StandardCharsets.UTF_8);
    ScanContents contents =
        read("a.ply", text(text.replaceAll("(?m)^[4-8]\\.0 .*$", "Lorem ipsum dolor")));
    assertThat(contents.cloud().pointCount()).isEqualTo(4);
    assertThat(contents.warnings())
        .containsExactly(
            "the header promises 9 points, a line reads \"Lorem ipsum dolor\" after 4."
                + " Opened the first 4.");
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    String good = "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\n";
    assertRefused("a.ply", text("ply\nformat ascii 1.0\n"), "ends inside the header");
    assertRefused("a.ply", text("ply\nend_header\n"), "no line \"format\"");
    assertRefused("a.ply", text("ply\nformat utf8 1.0\nend_header\n"), "\"utf8 1.0\"");
    assertRefused("a.ply", text("ply\nformat ascii 1.0\nend_header\n"), "no element \"vertex\"");
    assertRefused("a.ply", text(good + "end_header\n1\n"), "no x, y and z; they have x");
    assertRefused("a.ply", text(good + "property quark y\n"), "line 5", "unknown type \"quark\"");
    assertRefused("a.ply", text(good + "property float\n"), "line 5", "cut short");
    assertRefused("a.ply", text(good + "property list float int y\n"), "counts a list with floats");
    assertRefused("a.ply", text(good + "element face many\n"), "line 5", "no count");
    assertRefused("a.ply", text(good + "element face -1\n"), "line 5", "no count");
    assertRefused("a.ply", text("ply\nproperty float x\n"), "line 2", "no element");
    assertRefused("a.ply", text(good + "<html>\n"), "line 5 of the header is \"<html>\"");
    assertRefused("a.ply", text("ply\ncomment " + "x".repeat(2_000_000)), "first megabyte");
  }

  @Test
  void scansAreWrittenOnlyWhereAndHowThatIsPossible() {
    PointCloud cloud = PointCloud.builder(new float[3]).build();
    assertThatThrownBy(() -> ScanFormats.write(cloud, directory.resolve("a.docx"), Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("cannot be written as .docx")
        .hasMessageContaining("pcd, ply");
    assertThatThrownBy(() -> ScanFormats.write(cloud, directory.resolve("a"), Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("no extension");
    assertThatThrownBy(
            () -> ScanFormats.write(cloud, directory.resolve("no/a.ply"), Progress.none()))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("the folder to write it into does not exist");
  }

  @Test
  void cancellingStopsReading() throws Exception {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    for (String encoding : List.of("ascii", "binary_little_endian")) {
      Path file = points(encoding, 10, 10).write(directory.resolve("a.ply"));
      assertThatThrownBy(() -> ScanFormats.read(file, cancelled))
          .isInstanceOf(CancellationException.class);
    }
  }
}
