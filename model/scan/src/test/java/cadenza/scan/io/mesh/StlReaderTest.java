package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StlReaderTest {
  private static final String ASCII =
      """
      solid box of mine
        facet normal 0 0 0
          outer loop
            vertex 0 0 0
            VERTEX 2.0e0 0 0
            vertex 2 1 0
          endloop
        endfacet
        facet normal 0 0 1
          outer loop
            vertex 0 0 0
            vertex 2 1 0
            vertex 0 1 0
          endloop
        endfacet
      endsolid box of mine
      """;

  @TempDir Path directory;

  private ScanContents read(byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.stl"), bytes), Progress.none());
  }

  private ScanContents read(String text) throws Exception {
    return read(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Two triangles that make a rectangle of two square metres.
  private static byte[] binary(String header, int promised) {
    ByteBuffer bytes = ByteBuffer.allocate(84 + 100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII)).position(80).putInt(promised);
    float[][] triangles = {{0, 0, 0, 2, 0, 0, 2, 1, 0}, {0, 0, 0, 2, 1, 0, 0, 1, 0}};
    for (float[] triangle : triangles) {
      bytes.putFloat(9).putFloat(9).putFloat(9);
      for (float value : triangle) {
        bytes.putFloat(value);
      }
      bytes.putShort((short) 0);
    }
    return bytes.array();
  }

  @Test
  void bothKindsAreSampled() throws Exception {
    for (ScanContents contents :
        new ScanContents[] {
          read(ASCII), read(ASCII.replace("\n", "\r\n")), read(binary("made by hand", 2))
        }) {
      assertThat(contents.warnings())
          .containsExactly("the surface of 2.00 m² was sampled with 50,000 points.");
      assertThat(contents.cloud().normals()).startsWith(0, 0, 1);
      assertThat(contents.cloud().colors()).isNull();
    }
    assertThat(read(ASCII).format()).isEqualTo("stl (ascii mesh)");
  }

  @Test
  void aBinaryFileMayBeginWithTheWordSolid() throws Exception {
    for (String header : new String[] {"solid thing", "solid facet normal 0 0 0"}) {
      assertThat(read(binary(header, 2)).format()).isEqualTo("stl (binary mesh)");
    }
    byte[] other = binary("solid thing", 2);
    Path file = Files.write(directory.resolve("thing.bin"), other);
    assertThat(ScanFormats.read(file, Progress.none()).format()).isEqualTo("stl (binary mesh)");
  }

  @Test
  void truncatedFilesOpenAsFarAsTheyAreGood() throws Exception {
    byte[] whole = binary("cut", 2);
    ScanContents contents = read(Arrays.copyOf(whole, whole.length - 1));
    assertThat(contents.warnings())
        .containsExactly(
            "the header promises 2 triangles, the file ends after 1. Opened the first 1.",
            "the surface of 1.00 m² was sampled with 50,000 points.");
    assertThat(read(binary("far", -1)).warnings())
        .anyMatch(line -> line.startsWith("the header promises 4294967295 triangles"));
    assertThat(read(binary("less", 1)).warnings())
        .anyMatch(line -> line.startsWith("50 bytes follow the last triangle"));
    assertThat(read(ASCII.substring(0, ASCII.indexOf("vertex 0 1 0"))).warnings())
        .containsExactly(
            "the file ends inside a triangle.",
            "the surface of 1.00 m² was sampled with 50,000 points.");
  }

  @Test
  void damagedVerticesAreLeftOutAndTold() throws Exception {
    assertThat(read(ASCII.replace("vertex 0 1 0", "vertex 0 one 0")).warnings())
        .containsExactly(
            "vertices that make no sense: 1.",
            "1 triangle whose coordinates are no numbers or beyond any sense left out.",
            "the surface of 1.00 m² was sampled with 50,000 points.");
  }

  @Test
  void emptyFilesAreEmptyScans() throws Exception {
    assertThat(read("solid nothing\nendsolid nothing\n").warnings())
        .containsExactly("the file holds no points.");
    assertThat(read(Arrays.copyOf(binary("nothing", 0), 84)).cloud().pointCount()).isZero();
  }

  @Test
  void otherThingsOfThisNameAreRefused() {
    assertThatThrownBy(() -> read("solid ground under our feet"))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("the name says stl, but the content does not");
  }
}
