package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Opens every file of the formats read here that lies beside the checkout. The counts were taken
/// from the files by a separate script, from headers and by counting lines.
class SharedScansTest {
  private static final int REFUSED = -1;
  private static final Set<String> EXTENSIONS = Set.of("ply", "pcd", "xyz", "txt", "pts");

  private static final String TABLE =
      """
      corner-open3d/ColoredICP/frag_115.ply 64365
      corner-open3d/bathtub_0154.ply 1494
      corner-open3d/color.ply 3017
      corner-open3d/knot.ply 1440
      corner-open3d/sphere.ply 642
      corner-plyrs/all_atomic_types_ok_ascii.ply refused
      corner-plyrs/empty_2_ok_ascii.ply 0
      corner-plyrs/empty_2_ok_little_endian.ply 0
      corner-plyrs/empty_ok_ascii.ply 0
      corner-plyrs/exponent_values_ok_ascii.ply refused
      corner-plyrs/greg_turk_example1_ok_ascii.ply 8
      corner-plyrs/greg_turk_example2_ok_ascii.ply 8
      corner-plyrs/header_min_ok_ascii.ply refused
      corner-plyrs/house_2_ok_ascii.ply 5
      corner-plyrs/house_2_ok_little_endian.ply 5
      corner-plyrs/house_ok_ascii.ply 5
      corner-plyrs/leading_spaces_ok_ascii.ply refused
      corner-plyrs/single_elements_err_ascii.ply refused
      corner-plyrs/single_elements_ok_ascii.ply refused
      corner-trimesh/emptyIO/ply_empty_ascii.ply 0
      corner-trimesh/emptyIO/ply_empty_bin.ply 0
      corner-trimesh/emptyIO/ply_empty_header.ply refused
      corner-trimesh/emptyIO/ply_points_ascii.ply 8
      corner-trimesh/emptyIO/ply_points_bin.ply 8
      corner-trimesh/points_ascii.ply 5
      corner-trimesh/points_ascii_with_lists.ply 5
      corner-trimesh/points_bin.ply 5
      corner-trimesh/points_emptyascii.ply 12
      corner-trimesh/points_emptyface.ply 1024
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple_ascii.ply 10201
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple_bin.ply 10201
      indoor-loadersgl/ply/test/data/gaussian/train-1000.ply 1000
      labelled-rooms-cc0/room_000.ply 120000
      labelled-rooms-cc0/room_001.ply 120000
      labelled-rooms-cc0/room_002.ply 120000
      labelled-rooms-cc0/room_003.ply 120000
      labelled-rooms-cc0/room_004.ply 120000
      labelled-rooms-cc0/room_005.ply 120000
      labelled-rooms-cc0/room_006.ply 120000
      labelled-rooms-cc0/room_007.ply 120000
      labelled-rooms-cc0/room_008.ply 120000
      labelled-rooms-cc0/room_009.ply 120000
      labelled-rooms-cc0/room_010.ply 120000
      labelled-rooms-cc0/room_011.ply 120000
      labelled-rooms-cc0/room_012.ply 120000
      labelled-rooms-cc0/room_013.ply 120000
      labelled-rooms-cc0/room_014.ply 120000
      labelled-rooms-cc0/room_015.ply 120000
      labelled-rooms-cc0/room_016.ply 120000
      labelled-rooms-cc0/room_017.ply 120000
      labelled-rooms-cc0/room_018.ply 120000
      labelled-rooms-cc0/room_019.ply 120000
      labelled-synthetic-cc0/bedroom.ply 193333
      labelled-synthetic-cc0/living.ply 266949
      rooms-ipad-tudelft/pix4d_database/470_db.ply 73925
      rooms-ipad-tudelft/user/808-60.ply 211368
      rooms-redwood-fused/icl_nuim_livingroom1_corner_2cm.ply 45850
      rooms-redwood-fused/icl_nuim_livingroom_sofa_1cm.ply 294762
      rooms-redwood-open3d/ColoredICP/frag_115.ply 64365
      corner-pypcd4/ascii.pcd 213
      corner-pypcd4/ascii_empty.pcd refused
      corner-pypcd4/ascii_invalid_header.pcd refused
      corner-pypcd4/ascii_multi_count.pcd 8
      corner-pypcd4/ascii_organized.pcd 8
      corner-pypcd4/ascii_with_empty_points.pcd 0
      corner-pypcd4/ascii_with_underscore.pcd 213
      corner-pypcd4/binary.pcd 213
      corner-pypcd4/binary_compressed.pcd 213
      corner-pypcd4/binary_compressed_organized.pcd 8
      rooms-pcl/test/office1.pcd 307200 254456
      rooms-pcl/tutorials/region_growing_rgb_tutorial.pcd 307200 259847
      rooms-pcl/tutorials/room_scan1.pcd 112586
      rooms-redwood-open3d/fragment.pcd 113662
      corner-open3d/simple.xyz 4
      corner-open3d/tests/bunnyData.pts 30571
      corner-open3d/tests/point_cloud_sample1.pts 10
      corner-open3d/tests/point_cloud_sample2.pts 10
      corner-trimesh/points_agisoft.xyz 100
      corner-trimesh/points_cloudcompare.xyz 101
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.pts 10201
      indoor-loadersgl/cpp/Model3DTiler/test/resources/ripple.txt 10201
      """;

  private Path scans;

  @BeforeEach
  void findScans() {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "the system property cadenza.shared is not set");
    scans = Path.of(shared, "scans");
    assumeTrue(Files.isDirectory(scans), "there are no scans at " + scans);
  }

  /// Points and, where some are invalid, finite points by path; [#REFUSED] where nothing is to
  /// read.
  private static Map<String, int[]> expected() {
    Map<String, int[]> expected = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.strip().split(" ", -1);
      int points = words[1].equals("refused") ? REFUSED : Integer.parseInt(words[1]);
      int finite = words.length > 2 ? Integer.parseInt(words[2]) : points;
      expected.put(words[0], new int[] {points, finite});
    }
    return expected;
  }

  private Set<String> present() throws IOException {
    try (Stream<Path> files = Files.walk(scans)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> scans.relativize(file).toString().replace('\\', '/'))
          .filter(name -> EXTENSIONS.contains(extension(name)) && !name.contains("LICENSE"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  @Test
  void everyScanIsInTheTable() throws Exception {
    assertThat(expected().keySet()).containsAll(present());
  }

  @Test
  void everyScanOpensWithItsPointsOrIsRefusedInWords() throws Exception {
    Map<String, int[]> expected = expected();
    for (String name : present()) {
      int[] counts = expected.get(name);
      try {
        ScanContents contents = ScanFormats.read(scans.resolve(name), Progress.none());
        assertThat(contents.cloud().pointCount()).as(name).isEqualTo(counts[0]);
        assertThat(contents.cloud().finiteCount()).as(name).isEqualTo(counts[1]);
        if (counts[0] > 0) {
          assertThat(contents.cloud().bounds().diagonal()).as(name).isPositive();
        }
      } catch (ScanException e) {
        assertThat(counts[0]).as(e.getMessage()).isEqualTo(REFUSED);
        assertThat(e)
            .hasMessageStartingWith(Path.of(name).getFileName() + ": ")
            .hasMessageContaining(" — ")
            .hasMessageEndingWith(scans.resolve(name) + ")");
      }
    }
  }

  @Test
  void filesOfOtherFormatsAreReadOrRefusedInWords() throws Exception {
    try (Stream<Path> files = Files.walk(scans)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try {
          assertThat(ScanFormats.read(file, Progress.none()).cloud().pointCount())
              .as(file.toString())
              .isNotNegative();
        } catch (ScanException e) {
          assertThat(e).hasMessageContaining(" — ");
        } catch (RuntimeException e) {
          fail(file + " is not refused in words", e);
        }
      }
    }
  }

  @Test
  void theLabelledRoomsNameTheirClasses() throws Exception {
    Path living = scans.resolve("labelled-synthetic-cc0/living.ply");
    assumeTrue(Files.exists(living));
    ScanContents contents = ScanFormats.read(living, Progress.none());
    assertThat(contents.labelNames())
        .hasSize(18)
        .containsEntry(5, "chair")
        .containsEntry(0, "unlabelled");
    assertThat(contents.cloud().attributes()).containsOnlyKeys("label", "instance");
    assertThat(contents.warnings()).isEmpty();
  }
}
