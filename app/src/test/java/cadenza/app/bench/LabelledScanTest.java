package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.probe.Examples;
import cadenza.probe.FeatureSource;
import cadenza.probe.ProbeScan;
import cadenza.scan.FeaturePyramid;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelledScanTest {
  /// A scan of one feature, one point a voxel.
  static LabelledScan scan(String name, float[] features, short... classIds) {
    int[] inverse = new int[classIds.length];
    Arrays.setAll(inverse, i -> i);
    return new LabelledScan(probeScan(name, features), inverse, classIds);
  }

  static ProbeScan probeScan(String name, float... features) {
    return new ProbeScan(
        name,
        new FeaturePyramid(List.of(new FeaturePyramid.Features(1, features, new int[0]))),
        null,
        new FeatureSource("made up", "made up", .06));
  }

  // 1000 voxels: 600 of class 1, 300 of class 2, 5 of class 3, the others without.
  private static LabelledScan uneven() {
    short[] ids = new short[1000];
    for (int i = 0; i < 905; i++) {
      ids[(i * 37) % 1000] = (short) (i < 600 ? 1 : i < 900 ? 2 : 3);
    }
    return scan("uneven", new float[1000], ids);
  }

  private static Map<Integer, Integer> counts(Examples examples) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int id : examples.classIds()) {
      counts.merge(id, 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void labelsAreSharedOutEvenlyAndWhatASmallClassLacksGoesToTheOthers() {
    assertThat(counts(uneven().few(9, 1))).isEqualTo(Map.of(1, 3, 2, 3, 3, 3));
    assertThat(counts(uneven().few(50, 1))).isEqualTo(Map.of(1, 23, 2, 22, 3, 5));
    assertThat(uneven().few(200, 1).count()).isEqualTo(200);
    assertThat(uneven().few(2000, 1).count()).isEqualTo(905); // all there are
  }

  @Test
  void labelsAreOfLabelledVoxelsAndTrue() {
    LabelledScan scan = uneven();
    Examples few = scan.few(200, 4);
    for (int i = 0; i < few.count(); i++) {
      assertThat(few.classIds()[i]).isEqualTo(scan.classIds()[few.voxels()[i]]).isPositive();
    }
    assertThat(few.voxels()).doesNotHaveDuplicates();
  }

  @Test
  void theSeedDecides() {
    LabelledScan scan = uneven();
    assertThat(scan.few(50, 1).voxels()).isEqualTo(uneven().few(50, 1).voxels());
    assertThat(scan.few(50, 1).voxels()).isNotEqualTo(scan.few(50, 2).voxels());
  }

  @Test
  void aVoxelIsOfTheClassThatMostOfItsLabelledPointsHave() {
    // voxel 0: 2, 2, 1; voxel 1: none three times, 5; voxel 2: 4 and 3; voxel 3: none
    int[] inverse = {0, 1, 0, 1, 0, 1, 1, 2, 2, 3, -1};
    short[] ids = {2, 0, 1, 0, 2, 5, 0, 4, 3, 0, 6};
    LabelledScan scan = new LabelledScan(probeScan("votes", 0, 0, 0, 0), inverse, ids);
    assertThat(scan.voxelClasses()).containsExactly(2, 5, 3, 0);
    assertThat(scan.few(10, 0).voxels()).containsExactly(0, 1, 2);
  }
}
