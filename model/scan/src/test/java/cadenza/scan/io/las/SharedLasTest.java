package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens every LAS and LAZ file that lies beside the checkout. What is expected was taken from the
/// files by a separate script, from those of LAZ after LASzip 3.5 had unpacked them: version, point
/// format, points, the sums of the stored x, y and z and of the intensities, whether there are
/// colours, and the extra fields.
class SharedLasTest {
  private static final String TABLE =
      """
      corner-copcjs/ellipsoid.laz 1.2 3 100000 -82425960000200 49666060000000 0 19150000 rgb -
      corner-laspy/1_4_w_evlr.las 1.4 6 1000 1613657196599 -862277192904 -1747182313999 38007 - -
      corner-laspy/1_4_w_evlr.laz 1.4 6 1000 1613657196599 -862277192904 -1747182313999 38007 - -
      corner-laspy/append-bug.laz 1.4 8 37805 2639145147254 23665684708338 374698447 6365322 rgb Deviation,confidence
      corner-laspy/autzen.las 1.2 1 106 6755280177 9023817203 4611444 7510 - -
      corner-laspy/autzen_geo_proj.las 1.2 1 106 6755280177 9023817203 4611444 7510 - -
      corner-laspy/autzen_trim.laz 1.2 3 110000 7002010454461 9340603643128 4733712773 11220547 rgb -
      corner-laspy/extra.laz 1.4 3 1065 67872102297 90658075849 46231420 81361 rgb Colors_0,Colors_1,Colors_2,Reserved_0,Reserved_1,Reserved_2,Reserved_3,Reserved_4,Reserved_5,Reserved_6,Flags_0,Flags_1,Intensity,Time
      corner-laspy/extrabytes.las 1.4 3 1065 67872102297 90658075849 46231420 81361 rgb Colors_0,Colors_1,Colors_2,Reserved_0,Reserved_1,Reserved_2,Reserved_3,Reserved_4,Reserved_5,Reserved_6,Flags_0,Flags_1,Intensity,Time
      corner-laspy/file_with_both_wkt_and_geotiff_vlrs.las 1.4 6 25408 5401588310 33428149780 34799630390 556207820 - -
      corner-laspy/fullwave.laz 1.4 10 10750 72838651 -238239600 10362336 46997969 rgb -
      corner-laspy/plane.laz 1.2 3 28185 15891775 -6411376 72144 240588544 rgb -
      corner-laspy/simple.copc.laz 1.4 7 1065 -475503 3405709 -6643700 81361 rgb -
      corner-laspy/simple.las 1.2 3 1065 67872102297 90658075849 46231420 81361 rgb -
      corner-laspy/simple.laz 1.2 3 1065 67872102297 90658075849 46231420 81361 rgb -
      corner-laspy/simple1_1.las 1.1 1 1065 67872102297 90658075849 46231420 81361 - -
      corner-laspy/simple1_3.las 1.3 4 999 -235003707616 800104998011 270480260 102386 - -
      corner-laspy/simple1_4.las 1.4 7 22600 2542500000000 11187000000000 3756765000 0 rgb -
      corner-laspy/simple_with_page.copc.laz 1.4 7 1065 -475503 3405709 -6643700 81361 rgb -
      corner-laspy/test1_4.las 1.4 6 1000 1613657196599 -862277192904 -1747182313999 38007 - -
      corner-laspy/unregistered_extra_bytes.las 1.4 6 4 1000 1000 1000 0 - extra_bytes_0,extra_bytes_1,extra_bytes_2,extra_bytes_3
      corner-laspy/vegetation_1_3.las 1.3 1 10683 -138287151 176005950 -11867176 87645995 - -
      corner-lasrs/32-1-472-150-76.laz 1.1 1 5658 184727056194 3804547724354 92026411 341864 - -
      corner-lasrs/autzen.copc.laz 1.4 7 107 6818561149 9107423390 4601258 2454272 rgb -
      corner-lasrs/autzen.las 1.2 1 106 6755280177 9023817203 4611444 7510 - -
      corner-lasrs/autzen.laz 1.2 3 106 6755280177 9023817203 4611444 7510 rgb -
      corner-lasrs/extrabytes.laz 1.2 3 1065 67872102297 90658075849 46231420 81361 rgb Colors_0,Colors_1,Colors_2,Reserved_0,Reserved_1,Reserved_2,Reserved_3,Reserved_4,Reserved_5,Reserved_6,Flags_0,Flags_1,Intensity,Time
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.las 1.2 3 10201 5100500000000 5100500000000 2713111521870 0 rgb -
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.laz 1.2 3 10201 5100500000000 5100500000000 2713111521870 0 rgb -
      """;

  private record Expected(
      String version,
      int format,
      int points,
      List<Long> sums,
      boolean hasColors,
      List<String> extras) {}

  @TempDir Path directory;
  private Path scans;

  @BeforeEach
  void findScans() {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "the system property cadenza.shared is not set");
    scans = Path.of(shared, "scans");
    assumeTrue(Files.isDirectory(scans), "there are no scans at " + scans);
  }

  private static Map<String, Expected> expected() {
    Map<String, Expected> expected = new TreeMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      List<Long> sums = Stream.of(words).skip(4).limit(4).map(Long::valueOf).toList();
      List<String> extras = words[9].equals("-") ? List.of() : List.of(words[9].split(",", -1));
      expected.put(
          words[0],
          new Expected(
              words[1],
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3]),
              sums,
              words[8].equals("rgb"),
              extras));
    }
    return expected;
  }

  private Set<String> present() throws IOException {
    try (Stream<Path> files = Files.walk(scans)) {
      return files
          .map(file -> scans.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".las") || name.endsWith(".laz"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<Long> sums(ScanContents contents) {
    PointCloud cloud = contents.cloud();
    LasDetails details = (LasDetails) contents.details().orElseThrow();
    double[] scales = details.layout().scales();
    List<Long> sums = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      long sum = 0;
      for (int i = 0; i < cloud.pointCount(); i++) {
        double world =
            FineCoordinates.coordinates(cloud, axis, scales[axis], scales[3 + axis]).number(i);
        sum += Math.round((world - scales[3 + axis]) / scales[axis]);
      }
      sums.add(sum);
    }
    Attribute intensity = cloud.attribute("intensity").orElseThrow();
    long sum = 0;
    for (int i = 0; i < cloud.pointCount(); i++) {
      sum += intensity.getInt(i);
    }
    sums.add(sum);
    return sums;
  }

  @Test
  void everyScanIsInTheTable() throws Exception {
    assertThat(expected().keySet()).containsAll(present());
  }

  @Test
  void everyScanOpensWithItsPointsAndFields() throws Exception {
    Map<String, Expected> expected = expected();
    for (String name : present()) {
      Expected file = expected.get(name);
      ScanContents contents = ScanFormats.read(scans.resolve(name), Progress.none());
      assertThat(contents.format())
          .as(name)
          .startsWith(name.substring(name.length() - 3) + " " + file.version)
          .endsWith("point format " + file.format + ")");
      assertThat(contents.cloud().pointCount()).as(name).isEqualTo(file.points);
      assertThat(contents.cloud().finiteCount()).as(name).isEqualTo(file.points);
      assertThat(sums(contents)).as(name).isEqualTo(file.sums);
      assertThat(contents.cloud().colors() != null).as(name).isEqualTo(file.hasColors);
      List<String> names = new ArrayList<>();
      for (String extra : file.extras) {
        names.add(extra.equals("Intensity") ? "intensity_2" : extra);
      }
      assertThat(contents.cloud().attributes().keySet()).as(name).containsAll(names);
      assertThat(contents.warnings())
          .as(name)
          .allMatch(each ->
              each.startsWith("the colours")
                  || each.contains("it has no value")
                  || each.contains("finer than shown"));
    }
  }

  @Test
  void everyScanIsWrittenBackBitByBit() throws Exception {
    for (String name : present()) {
      ScanContents contents = ScanFormats.read(scans.resolve(name), Progress.none());
      Path las = directory.resolve("a.las");
      Path laz = directory.resolve("a.laz");
      ScanFormats.write(contents, las, Progress.none());
      ScanFormats.write(contents, laz, Progress.none());
      if (name.endsWith(".las")) {
        assertThat(LasRoundTripTest.records(las))
            .as(name)
            .isEqualTo(LasRoundTripTest.records(scans.resolve(name)));
      }
      Path again = directory.resolve("b.las");
      ScanFormats.write(ScanFormats.read(laz, Progress.none()), again, Progress.none());
      assertThat(LasRoundTripTest.records(again)).as(name).isEqualTo(LasRoundTripTest.records(las));
      assertThat(ScanFormats.read(laz, Progress.none()).crs()).as(name).isEqualTo(contents.crs());
    }
  }

  @Test
  void coarsePointsOfAnOctreeComeFirst() throws Exception {
    Path copc = scans.resolve("corner-laspy/simple_with_page.copc.laz");
    assumeTrue(Files.exists(copc));
    PointCloud preview = ScanFormats.preview(copc, 100, Progress.none()).orElseThrow();
    assertThat(preview.pointCount()).isBetween(100, 1064);
    PointCloud whole = ScanFormats.read(copc, Progress.none()).cloud();
    assertThat(preview.bounds().extent(0)).isGreaterThan(0.8 * whole.bounds().extent(0));
    assertThat(preview.attributes().keySet()).isEqualTo(whole.attributes().keySet());
  }
}
