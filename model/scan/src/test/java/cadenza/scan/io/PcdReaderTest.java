package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcdReaderTest {
  private static final String COLORED =
      """
      # .PCD v0.7 - Point Cloud Data file format
      VERSION 0.7
      FIELDS x y z rgb _ normal_x normal_y normal_z curvature label
      SIZE 4 4 4 4 1 4 4 4 4 2
      TYPE F F F F U F F F F U
      COUNT 1 1 1 1 3 1 1 1 1 1
      WIDTH 3
      HEIGHT 2
      VIEWPOINT 0 0 0 1 0 0 0
      POINTS 6
      DATA %s
      """;
  private static final int STRIDE = 16 + 3 + 16 + 2;
  private static final int[] WIDTHS = {4, 4, 4, 4, 3, 4, 4, 4, 4, 2};

  @TempDir Path directory;

  private ScanContents read(byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.pcd"), bytes), Progress.none());
  }

  private ScanContents read(String text) throws Exception {
    return read(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Six points; the third is invalid. Colours have alpha 255, whose float bits are no number.
  private static byte[] records() {
    ByteBuffer body = ByteBuffer.allocate(6 * STRIDE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      body.putFloat(i == 2 ? Float.NaN : i).putFloat(i + .25f).putFloat(i + .5f);
      body.putInt(0xff000000 | (200 + i) << 16 | (100 + i) << 8 | i);
      body.put(new byte[] {9, 9, 9});
      body.putFloat(0).putFloat(i % 2).putFloat(1 - i % 2).putFloat(i / 8f);
      body.putShort((short) (60000 + i));
    }
    return body.array();
  }

  private static byte[] columns(byte[] records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int offset = 0;
    for (int width : WIDTHS) {
      for (int i = 0; i < records.length / STRIDE; i++) {
        out.write(records, i * STRIDE + offset, width);
      }
      offset += width;
    }
    return out.toByteArray();
  }

  private static byte[] file(String encoding, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(COLORED.formatted(encoding).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] compressed(byte[] plain) {
    byte[] packed = LzfTest.compress(plain);
    ByteBuffer body = ByteBuffer.allocate(8 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    return body.putInt(packed.length).putInt(plain.length).put(packed).array();
  }

  private static void assertIsTheColoredCloud(PointCloud cloud, int count) {
    assertThat(cloud.pointCount()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(cloud.positions()[3 * i])
          .isEqualTo(i == 2 ? Float.valueOf(Float.NaN) : (Float) (float) i);
      assertThat(cloud.positions()[3 * i + 1]).isEqualTo(i + .25f);
      assertThat(cloud.positions()[3 * i + 2]).isEqualTo(i + .5f);
      assertThat(Arrays.copyOfRange(cloud.colors(), 3 * i, 3 * i + 3))
          .containsExactly(200 + i, 100 + i, i);
      assertThat(cloud.normals()[3 * i + 1]).isEqualTo(i % 2);
      assertThat(cloud.attribute("curvature").orElseThrow().get(i)).isEqualTo(i / 8.0);
      assertThat(cloud.attribute(Attribute.LABEL).orElseThrow().getInt(i)).isEqualTo(60000 + i);
    }
    assertThat(cloud.attributes()).containsOnlyKeys("curvature", "label");
    assertThat(cloud.attribute("label").orElseThrow().type()).isEqualTo(ScalarType.UINT16);
  }

  @Test
  void binaryAndCompressedHoldTheSameOrganisedCloud() throws Exception {
    ScanContents binary = read(file("binary", records()));
    assertThat(binary.format()).isEqualTo("pcd (binary)");
    assertThat(binary.warnings()).isEmpty();
    assertIsTheColoredCloud(binary.cloud(), 6);
    assertThat(binary.cloud().finiteCount()).isEqualTo(5);
    ScanContents compressed = read(file("binary_compressed", compressed(columns(records()))));
    assertThat(compressed.format()).isEqualTo("pcd (binary compressed)");
    assertThat(compressed.warnings()).isEmpty();
    assertIsTheColoredCloud(compressed.cloud(), 6);
  }

  @Test
  void asciiHoldsNanRowsPaddingAndSeveralValuesAField() throws Exception {
    ScanContents contents =
        read(
            """
            # .PCD v.7
            VERSION .7
            FIELDS x y z _ histogram rgb
            SIZE 4 4 4 1 4 4
            TYPE F F F U F U
            COUNT 1 1 1 2 3 1
            WIDTH 2
            HEIGHT 1
            POINTS 2
            DATA ascii
            1 2 3 0 0 .1 .2 .3 %d
            nan nan nan 0 0 4 5 6 255
            """
                .formatted(0xffc86432L));
    PointCloud cloud = contents.cloud();
    assertThat(contents.warnings()).isEmpty();
    assertThat(cloud.finiteCount()).isEqualTo(1);
    assertThat(cloud.colors()).containsExactly(200, 100, 50, 0, 0, 255);
    assertThat(cloud.attributes()).containsOnlyKeys("histogram_0", "histogram_1", "histogram_2");
    assertThat(cloud.attribute("histogram_2").orElseThrow().get(1)).isEqualTo(6);
  }

  @Test
  void asciiColoursAreReadAsPackedFloatAndAsWholeNumber() throws Exception {
    String text =
        "VERSION 0.7\nFIELDS x y z rgb\nSIZE 4 4 4 4\nTYPE F F F F\nWIDTH 2\nDATA ascii\n0 0 0 "
            + Float.intBitsToFloat(0x00c86432)
            + "\n0 0 0 4282400832\n";
    assertThat(read(text).cloud().colors()).containsExactly(200, 100, 50, 64, 64, 64);
  }

  @Test
  void alphaThatVariesIsKept() throws Exception {
    String text =
        """
        VERSION 0.7
        FIELDS x y z rgba
        SIZE 4 4 4 4
        TYPE F F F U
        COUNT 1 1 1 1
        WIDTH 2
        HEIGHT 1
        POINTS 2
        DATA ascii
        0 0 0 16909060
        0 0 0 4278190080
        """;
    PointCloud cloud = read(text).cloud();
    assertThat(cloud.colors()).containsExactly(2, 3, 4, 0, 0, 0);
    assertThat(cloud.attribute("alpha").orElseThrow().getInt(1)).isEqualTo(255);
  }

  @Test
  void everyTypeKeepsItsValues() throws Exception {
    String text =
        """
        VERSION .7
        FIELDS z y x a b c d e f g
        SIZE 8 8 8 1 1 2 2 4 4 8
        TYPE F F F I U I U I U U
        COUNT 1 1 1 1 1 1 1 1 1 1
        WIDTH 1
        HEIGHT 1
        POINTS 1
        DATA ascii
        241.7677 5648349.8951 665187.5221 -128 255 -32768 65535 -2147483648 4294967295 18446744073709551615
        """;
    PointCloud cloud = read(text).cloud();
    assertThat(cloud.world(0, 0)).isEqualTo(665187.5221, within(5e-5));
    assertThat(cloud.world(0, 1)).isEqualTo(5648349.8951, within(5e-5));
    assertThat(cloud.attributes().values().stream().mapToDouble(a -> a.get(0)).toArray())
        .containsExactly(-128, 255, -32768, 65535, Integer.MIN_VALUE, 4294967295.0, 0x1p64);
  }

  @Test
  void contradictionsOfTheHeaderAreToldAndTheDataDecide() throws Exception {
    String text =
        "VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 4\nHEIGHT 1\n";
    ScanContents contents = read(text + "POINTS 3\nDATA ascii\n0 0 0\n1 1 1\n2 2 2\n3 3 3\n");
    assertThat(contents.cloud().pointCount()).isEqualTo(4);
    assertThat(contents.warnings())
        .containsExactly("the header contradicts itself: WIDTH 4 and HEIGHT 1, but POINTS 3.");
    assertThat(read(text + "POINTS 9\nDATA ascii\n0 0 0\n1 1 1\n2 2 2\n3 3 3\n").warnings())
        .hasSize(1);
  }

  @Test
  void aPoseOfTheSensorIsTold() throws Exception {
    String header =
        COLORED.formatted("binary").replace("VIEWPOINT 0 0 0 1 0 0 0", "VIEWPOINT 0 0 0 0 1 0 0");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(records());
    assertThat(read(out.toByteArray()).warnings())
        .singleElement()
        .asString()
        .contains("VIEWPOINT 0 0 0 0 1 0 0");
  }

  @Test
  void truncatedBodiesOpenAsFarAsTheyAreGood() throws Exception {
    byte[] binary = file("binary", Arrays.copyOf(records(), 4 * STRIDE + 5));
    ScanContents contents = read(binary);
    assertIsTheColoredCloud(contents.cloud(), 4);
    assertThat(contents.warnings())
        .containsExactly(
            "the header promises 6 points, the file ends after 4. Opened the first 4.");
    // x and y whole, z of five points; nothing of what comes after
    byte[] columns = Arrays.copyOf(columns(records()), 6 * 8 + 5 * 4 + 2);
    byte[] packed = LzfTest.compress(columns);
    ByteBuffer body = ByteBuffer.allocate(8 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    body.putInt(100_000).putInt(6 * STRIDE).put(packed);
    ScanContents cut = read(file("binary_compressed", body.array()));
    assertThat(cut.cloud().pointCount()).isEqualTo(5);
    assertThat(cut.cloud().positions()[14]).isEqualTo(4.5f);
    assertThat(cut.warnings())
        .containsExactly(
            "the compressed data ends early: of rgb, normal_x, normal_y, normal_z, curvature, label"
                + " a part is lost.",
            "the header promises 6 points, the compressed data ends after 5. Opened the first 5.");
  }

  @Test
  void headersThatMakeNoSenseAreRefused() {
    String[][] cases = {
      {"SIZE 4 4 4 4 1 4 4 4 4 2", "SIZE 4 4", "FIELDS names 10 fields, SIZE has 2"},
      {"SIZE 4 4 4 4 1 4 4 4 4 2", "SIZE 3 4 4 4 1 4 4 4 4 2", "no type F of 3 bytes"},
      {"COUNT 1 1", "COUNT 999999999 1", "more than 16384 numbers a point"},
      {"COUNT 1 1", "COUNT -1 1", "COUNT is \"-1\", which is no count"},
      {"WIDTH 3", "WIDTH many", "WIDTH is \"many\""},
      {"DATA binary", "DATA zipped", "\"zipped\", which is unknown"},
      {"FIELDS x y", "FIELDS a b", "no x, y and z"},
      {"FIELDS", "FEELINGS", "no line \"FIELDS\""},
      {"DATA", "DATE", "before the line \"DATA\""},
    };
    for (String[] change : cases) {
      String header = COLORED.formatted("binary").replace(change[0], change[1]);
      assertThatThrownBy(() -> read(header + "0123456789".repeat(40)))
          .isInstanceOf(ScanException.class)
          .hasMessageStartingWith("a.pcd: ")
          .hasMessageContaining(change[2]);
    }
  }
}
