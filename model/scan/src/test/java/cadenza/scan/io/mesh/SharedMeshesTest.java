package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Opens every mesh that lies beside the checkout. Points (the area in square centimetres, at least
/// 50,000) and the mean colour were taken from the files by a separate script: it cut polygons into
/// fans, decoded the picture itself and took the nearest pixel at 200,000 random places.
class SharedMeshesTest {
  private static final String FURNITURE =
      """
      armchair.obj 202601 97 159 207
      armchair_pillows.obj 210855 243 168 83
      bed_double_A.obj 371074 146 162 181
      bed_double_B.obj 410915 149 151 163
      bed_single_A.obj 204982 145 158 177
      bed_single_B.obj 227452 148 148 159
      book_set.obj 50000 174 146 130
      book_single.obj 50000 244 169 93
      cabinet_medium.obj 115903 162 99 74
      cabinet_medium_decorated.obj 166403 168 110 75
      cabinet_small.obj 64587 159 96 71
      cabinet_small_decorated.obj 84323 170 106 76
      cactus_medium_A.obj 50000 146 121 60
      cactus_medium_B.obj 50000 167 135 70
      cactus_small_A.obj 50000 149 106 53
      cactus_small_B.obj 50000 182 127 66
      chair_A.obj 50000 130 111 116
      chair_A_wood.obj 50000 151 86 65
      chair_B.obj 50416 123 126 143
      chair_B_wood.obj 50416 152 87 66
      chair_C.obj 50000 105 132 166
      chair_stool.obj 50000 110 122 147
      chair_stool_wood.obj 50000 145 80 60
      couch.obj 325323 97 158 207
      couch_pillows.obj 341831 242 168 84
      lamp_standing.obj 54490 197 192 183
      lamp_table.obj 50000 202 201 198
      pictureframe_large_A.obj 50000 189 139 116
      pictureframe_large_B.obj 60793 192 145 125
      pictureframe_medium.obj 50000 185 131 107
      pictureframe_small_A.obj 50000 182 123 96
      pictureframe_small_B.obj 50000 182 122 96
      pictureframe_small_C.obj 50000 181 121 94
      pictureframe_standing_A.obj 50000 179 119 93
      pictureframe_standing_B.obj 50000 178 118 92
      pillow_A.obj 50000 249 171 79
      pillow_B.obj 50000 99 161 208
      rug_oval_A.obj 116526 249 170 79
      rug_oval_B.obj 116526 99 160 208
      rug_rectangle_A.obj 126387 249 170 79
      rug_rectangle_B.obj 126387 99 160 208
      rug_rectangle_stripes_A.obj 126387 249 166 76
      rug_rectangle_stripes_B.obj 126387 95 156 206
      shelf_A_big.obj 50000 167 102 76
      shelf_A_small.obj 50000 170 104 77
      shelf_B_large.obj 50000 166 101 75
      shelf_B_large_decorated.obj 64721 171 117 94
      shelf_B_small.obj 50000 169 103 77
      shelf_B_small_decorated.obj 50000 187 123 77
      table_low.obj 105972 156 90 68
      table_medium.obj 133440 157 92 69
      table_medium_long.obj 180971 157 92 69
      table_small.obj 58377 154 89 67
      """;

  private static final String OTHERS =
      """
      corner-trimesh/emptyIO/obj_empty.obj 0
      corner-trimesh/emptyIO/obj_points.obj 8
      corner-trimesh/emptyIO/obj_wireframe.obj 8
      corner-trimesh/emptyIO/stl_empty_ascii.stl 0
      corner-trimesh/emptyIO/stl_empty_bin.stl 0
      """;

  private Path scans;

  @BeforeEach
  void findScans() {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "the system property cadenza.shared is not set");
    scans = Path.of(shared, "scans");
    assumeTrue(Files.isDirectory(scans), "there are no scans at " + scans);
  }

  private static Map<String, int[]> table() {
    Map<String, int[]> table = new LinkedHashMap<>();
    Stream.concat(FURNITURE.lines().map(line -> "cc0-furniture/" + line), OTHERS.lines())
        .map(line -> line.split(" ", -1))
        .forEach(words -> {
          int[] numbers = new int[words.length - 1];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(words[i + 1]);
          }
          table.put(words[0], numbers);
        });
    return table;
  }

  @Test
  void everyMeshIsInTheTable() throws Exception {
    try (Stream<Path> files = Files.walk(scans)) {
      Set<String> present =
          files
              .map(file -> scans.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.matches(".*\\.(obj|stl|gltf|glb)"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(table().keySet()).containsAll(present);
    }
  }

  @Test
  void everyMeshIsSampledByItsAreaWithTheColoursOfItsTexture() throws Exception {
    for (Map.Entry<String, int[]> row : table().entrySet()) {
      Path file = scans.resolve(row.getKey());
      if (!Files.exists(file)) {
        continue;
      }
      ScanContents contents = ScanFormats.read(file, Progress.none());
      PointCloud cloud = contents.cloud();
      int[] numbers = row.getValue();
      // four corners that do not lie in a plane can be cut two ways
      assertThat((double) cloud.pointCount())
          .as(row.getKey())
          .isCloseTo(numbers[0], within(1e-4 * numbers[0]));
      for (int channel = 0; channel < numbers.length - 1; channel++) {
        assertThat(mean(cloud, channel))
            .as("%s, channel %d", row.getKey(), channel)
            .isCloseTo(numbers[1 + channel], within(2.0));
      }
    }
  }

  private static double mean(PointCloud cloud, int channel) {
    long sum = 0;
    byte[] colors = cloud.colors();
    for (int i = channel; i < colors.length; i += 3) {
      sum += colors[i] & 0xff;
    }
    return (double) sum / cloud.pointCount();
  }
}
