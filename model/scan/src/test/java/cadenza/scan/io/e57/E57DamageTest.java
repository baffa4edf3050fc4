package cadenza.scan.io.e57;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class E57DamageTest {
  private static final int PAGE = 1024;

  @TempDir Path directory;

  private ScanContents read(byte[] bytes) throws Exception {
    return ScanFormats.read(Files.write(directory.resolve("a.e57"), bytes), Progress.none());
  }

  private void assertRefused(byte[] bytes, String... parts) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(ScanException.class)
        .hasMessageStartingWith("a.e57: ")
        .hasMessageContaining(" — ")
        .hasMessageContainingAll(parts);
  }

  /// Point `i` is at `(i, 0, 0)`.
  private static TestScan line(int points) {
    return new TestScan("line", points)
        .singles("cartesianX", IntStream.range(0, points).asDoubleStream().toArray())
        .singles("cartesianY", new double[points])
        .singles("cartesianZ", new double[points])
        .integers("index", 0, (1 << 20) - 1, LongStream.range(0, points).toArray());
  }

  private static void assertLine(PointCloud cloud, int points) {
    assertThat(cloud.pointCount()).isEqualTo(points);
    for (int i = 0; i < points; i++) {
      assertThat(cloud.world(i, 0)).isEqualTo(i);
    }
  }

  @Test
  void aWrongPageAmongThePointsCostsThosePointsOnly() throws Exception {
    byte[] bytes = new TestE57(1, false, 60_000).add(line(20_000)).bytes();
    bytes[7 * PAGE + 100] ^= 1;
    bytes[90 * PAGE + 1023] ^= 1;
    ScanContents contents = read(bytes);
    PointCloud cloud = contents.cloud();
    assertThat(cloud.pointCount()).isEqualTo(20_000);
    assertThat(cloud.finiteCount()).isBetween(20_000 - 520, 20_000 - 1);
    for (int i = 0; i < cloud.pointCount(); i++) {
      assertThat(cloud.world(i, 0)).isIn((double) i, Double.NaN);
      assertThat(cloud.attribute("index").orElseThrow().getInt(i)).isIn(i, 0);
    }
    assertThat(contents.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "pages with a wrong checksum: 8, 91 of " + bytes.length / PAGE + ". What they say of ");
  }

  @Test
  void aHeaderOnAWrongPageIsBelievedIfItAddsUp() throws Exception {
    byte[] bytes = new TestE57(1, false, 20_000).add(line(20_000)).bytes();
    bytes[500] ^= 1; // among the first points; the headers of section and packet are on this page
    PointCloud cloud = read(bytes).cloud();
    assertThat(cloud.pointCount()).isEqualTo(20_000);
    assertThat(cloud.finiteCount()).isBetween(20_000 - 260, 20_000 - 200);
    bytes[48 + 32 + 6] ^= 8; // now the length of the first stream
    assertRefused(
        bytes,
        "the header promises 20000 points, page 1 of " + bytes.length / PAGE,
        "has a wrong checksum before the first");
  }

  @Test
  void aWrongPageInTheXmlIsRefused() {
    byte[] bytes = new TestE57().add(line(100)).bytes();
    bytes[bytes.length - 200] ^= 1;
    int pages = bytes.length / PAGE;
    assertRefused(
        bytes, "page %d of %d has a wrong checksum; the XML section".formatted(pages, pages));
  }

  @Test
  void aFileCutShortIsRefusedInWords() {
    byte[] bytes = new TestE57().add(line(1000)).bytes();
    assertRefused(
        Arrays.copyOf(bytes, 9000),
        "the XML section, which says how the points are stored, lies beyond the end of the file",
        "the header says " + bytes.length + " bytes, the file has 9000");
    assertRefused(Arrays.copyOf(bytes, 20), "the file ends inside its header, after 20 bytes");
  }

  @Test
  void otherVersionsAndPagesAreRefused() {
    byte[] bytes = new TestE57().add(line(10)).bytes();
    byte[] version = bytes.clone();
    version[8] = 2;
    assertRefused(version, "it is written in version 2 of E57");
    byte[] pages = bytes.clone();
    pages[41] = 8;
    assertRefused(pages, "its pages have 2048 bytes");
  }

  @Test
  void moreThanIsThereIsNotBelieved() throws Exception {
    TestScan scan = line(10);
    scan.recordCount = 1L << 40;
    ScanContents contents = read(new TestE57().add(scan).bytes());
    // the last of the bytes of ten numbers of twenty bits make no eleventh point
    assertLine(contents.cloud(), 10);
    assertThat(contents.warnings())
        .containsExactly(
            "the header promises 1099511627776 points, its section ends after 10. Opened the first"
                + " 10.");
    scan.recordCount = 4;
    assertLine(read(new TestE57().add(scan).bytes()).cloud(), 4);
  }

  @Test
  void aDamagedPacketEndsTheScan() throws Exception {
    byte[] bytes = new TestE57(3, false, 3000).add(line(2000)).bytes();
    int second = secondDataPacket(bytes);
    for (int what = 0; what < 4; what++) {
      byte[] damaged = bytes.clone();
      switch (what) {
        case 0 -> damaged[second] = 7;
        case 1 -> damaged[second + 2] ^= 1; // length no multiple of four
        case 2 -> damaged[second + 4] = 9; // streams
        default -> damaged[second + 7] = (byte) 0xff; // longer than the packet
      }
      ScanContents contents = read(TestE57.withChecksums(damaged));
      assertThat(contents.cloud().pointCount()).isBetween(1, 1999);
      assertLine(contents.cloud(), contents.cloud().pointCount());
      assertThat(contents.warnings())
          .containsExactly(
              "the header promises 2000 points, the packet at byte %d is damaged after %d. Opened the first %2$d."
                  .formatted(second, contents.cloud().pointCount()));
    }
  }

  /// The place of a data packet that is not the first, nowhere near the end of a page.
  private static int secondDataPacket(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 48 + 32;
    int seen = 0;
    while (true) {
      boolean isData = file.get(at) == 1;
      if (isData && seen++ > 0 && at % PAGE < 900) {
        return at;
      }
      int length = (file.getShort(at + 2) & 0xffff) + 1;
      int logical = at / PAGE * 1020 + at % PAGE + length;
      at = (int) TestE57.physical(logical);
    }
  }

  @Test
  void pointsThatAreNotWhereTheyShouldBeAreRefused() {
    for (long offset : new long[] {-5, 0, 48, 1021, 900, 1L << 50, Long.MAX_VALUE}) {
      TestE57 file = new TestE57().add(line(10), offset);
      assertRefused(file.bytes(), "the header promises 10 points, ", " before the first");
    }
  }

  @Test
  void oneScanOfSeveralMayBeLost() throws Exception {
    TestE57 file = new TestE57().add(line(10), 1L << 40).add(line(20));
    file.add(new TestScan("flat", 1).singles("cartesianX", 1).singles("cartesianY", 1));
    ScanContents contents = read(file.bytes());
    assertLine(contents.cloud(), 20);
    assertThat(contents.warnings())
        .containsExactly(
            "scan 1 \"line\": the header promises 10 points, the place of its points, byte"
                + " 1099511627776, is not in the file before the first.",
            "scan 3 \"flat\": its points have neither cartesian nor spherical coordinates; it was"
                + " left out.");
    assertThat(contents.stations()).hasSize(3);
  }

  @Test
  void scansThatShareTheirPointsAreReadOnce() throws Exception {
    TestE57 file = new TestE57().add(line(100));
    for (int i = 0; i < 50; i++) {
      file.add(line(100), 48);
    }
    ScanContents contents = read(file.bytes());
    assertLine(contents.cloud(), 100);
    assertThat(contents.warnings())
        .hasSize(50)
        .contains(
            "scan 2 \"line\": the header promises 100 points, another scan has the same points"
                + " before the first.");
  }

  @Test
  void kindsOfPointsThatAreNotKnownAreRefused() {
    for (String[] example :
        new String[][] {
          {"<cartesianX type=\"Matrix\"/>", "its value cartesianX is of the type \"Matrix\""},
          {"<a type=\"Integer\" minimum=\"5\" maximum=\"4\"/>", "its value a runs from 5 to 4"},
          {"<a type=\"Integer\" minimum=\"x\"/>", "the minimum of its value a is no integer"},
          {"<a type=\"ScaledInteger\" scale=\"NaN\"/>", "scale and offset of its value a"},
          {"<a type=\"Integer\"/>".repeat(257), "more than 256 values each"}
        }) {
      TestScan scan = line(1);
      scan.prototype.append(example[0]);
      assertRefused(new TestE57().add(scan).bytes(), example[1]);
    }
    String xml =
        "<e57Root><data3D><vectorChild><points fileOffset='48' recordCount='1'><codecs><vectorChild>"
            + "<squeezeCodec/></vectorChild></codecs></points></vectorChild></data3D></e57Root>";
    assertRefused(new TestE57().bytes(xml), "stored in a way of their own, squeezeCodec");
  }

  @Test
  void aPoseThatIsNoneIsSaid() throws Exception {
    ScanContents contents =
        read(new TestE57().add(line(3).pose(0, 0, 0, 0, 1, 2, Double.NaN)).bytes());
    assertLine(contents.cloud(), 3);
    assertThat(contents.warnings())
        .containsExactly(
            "its pose is no rotation and translation; its points stay where they are.");
  }

  @Test
  void xmlThatIsNoneOrDoesHarmIsRefused() {
    String bomb =
        "<!DOCTYPE e57Root [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
    for (String xml :
        new String[] {
          bomb + "<e57Root>&c;</e57Root>",
          "<!DOCTYPE e57Root SYSTEM \"file:///etc/passwd\"><e57Root/>",
          "<e57Root>&c;</e57Root>",
          "<e57Root>" + "<a>".repeat(100_000),
          "<e57Root><data3D></e57Root>",
          "<html/>",
          "no xml",
          "",
          "<e57Root>\u0001</e57Root>",
          "<?xml version=\"1.0\" encoding=\"Klingon\"?><e57Root/>"
        }) {
      assertRefused(new TestE57().bytes(xml), "of the XML section is damaged: ");
    }
  }

  @Test
  void cuttingAnywhereOrFlippingAnyBitIsSurvived() throws Exception {
    byte[] good = new TestE57(4, true, 700).add(line(200)).bytes();
    for (int at = 1; at < good.length; at += 37) {
      survive(Arrays.copyOf(good, at));
      byte[] flipped = good.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      survive(flipped);
      survive(TestE57.withChecksums(flipped));
    }
  }

  private void survive(byte[] bytes) throws Exception {
    try {
      ScanContents contents = read(bytes);
      assertThat(contents.cloud().pointCount()).isLessThanOrEqualTo(1 << 20);
    } catch (ScanException e) {
      assertThat(e).hasMessageContaining(" — ");
    }
  }
}
