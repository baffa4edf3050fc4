package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.probe.ProbeClass;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepresentationRunTest {
  private static final List<ProbeClass> CLASSES =
      List.of(
          new ProbeClass(1, "low", 0),
          new ProbeClass(2, "middle", 0),
          new ProbeClass(7, "high", 0));

  /// Rooms whose only feature says the class, or nothing; a fifth of the voxels has no label.
  private static List<LabelledScan> rooms(int count, boolean telling) {
    SplittableRandom random = new SplittableRandom(5);
    List<LabelledScan> rooms = new ArrayList<>();
    for (int room = 0; room < count; room++) {
      float[] features = new float[600];
      short[] ids = new short[600];
      for (int v = 0; v < 600; v++) {
        int k = random.nextInt(3);
        features[v] = (telling ? 10 * k : 10) + (float) random.nextDouble();
        ids[v] = random.nextInt(5) == 0 ? 0 : (short) CLASSES.get(k).id();
      }
      rooms.add(LabelledScanTest.scan("room " + room, features, ids));
    }
    return rooms;
  }

  @Test
  void featuresThatTellClassesApartScoreHundredAcrossRooms() {
    RepresentationScore score =
        new RepresentationRun(CLASSES, 2, .01).score(rooms(6, true), 20, false, Progress.none());
    assertThat(score.mIou()).isCloseTo(100, within(.5));
    assertThat(score.mAcc()).isCloseTo(100, within(.5));
    assertThat(score.allAcc()).isCloseTo(100, within(.5));
    assertThat(score.meanIou()).hasSize(2);
    assertThat(score.classIou()).containsOnlyKeys("low", "middle", "high");
  }

  @Test
  void featuresThatSayNothingScoreAsChanceDoes() {
    RepresentationScore score =
        new RepresentationRun(CLASSES, 1, .01).score(rooms(6, false), 20, false, Progress.none());
    assertThat(score.allAcc()).isBetween(25.0, 42.0);
    assertThat(score.mIou()).isLessThan(30);
  }

  @Test
  void halvesNeverOverlapAndEveryScanIsJudgedOnce() {
    for (int count : List.of(2, 5, 10)) {
      List<LabelledScan> rooms = rooms(count, true);
      List<LabelledScan> judged = new ArrayList<>();
      for (RepresentationRun.Way way : RepresentationRun.ways(rooms)) {
        assertThat(way.train()).isNotEmpty().doesNotContainAnyElementsOf(way.test());
        judged.addAll(way.test());
      }
      assertThat(judged).containsExactlyInAnyOrderElementsOf(rooms);
    }
    assertThatThrownBy(() -> RepresentationRun.ways(rooms(1, true)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClassThatOnlyOneHalfHasCountsAsMissed() {
    // The first room has no class 7, so the second's is taken for something else.
    LabelledScan two = LabelledScanTest.scan("two", new float[] {0, 0, 10, 10}, ids(1, 1, 2, 2));
    LabelledScan three =
        LabelledScanTest.scan("three", new float[] {0, 10, 20, 20}, ids(1, 2, 7, 7));
    RepresentationScore score =
        new RepresentationRun(CLASSES, 1, .01)
            .score(List.of(two, three), 4, false, Progress.none());
    assertThat(score.classIou().get("high")).isZero();
    assertThat(score.allAcc()).isCloseTo(75, within(.1));
  }

  private static short[] ids(int... ids) {
    short[] out = new short[ids.length];
    for (int i = 0; i < ids.length; i++) {
      out[i] = (short) ids[i];
    }
    return out;
  }

  @Test
  void ourOwnRoomsAreOfEveryKindInBothHalvesAndNotThoseOfPretraining() {
    List<String> names = ScanOrigin.own().scans().stream().map(ScanOrigin.Source::name).toList();
    assertThat(names).hasSize(10).doesNotHaveDuplicates();
    for (int half = 0; half < 2; half++) {
      assertThat(
              names.subList(5 * half, 5 * half + 5).stream().map(n -> n.replaceAll(" \\d+$", "")))
          .doesNotHaveDuplicates();
    }
    assertThat(names).allMatch(n -> Long.parseLong(n.replaceAll("\\D+", "")) >= 900_000);
  }
}
