package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityQueryTest {
  private static final FeatureSource SOURCE = new FeatureSource("starter", "ab12", 0.02);

  /// Chairs (0, 1), tables that are much like them (2), and walls that are like neither (3).
  private static final FeaturePyramid SCAN =
      new FeaturePyramid(
          List.of(new Features(3, new float[] {4, 1, 0, 3, 0, 1, 2, 2, 0, 0, 0, 5}, new int[0])));

  private static final int TABLE = 2;
  private static final int WALL = 3;

  private static float[] likeness(SimilarityQuery query) {
    return query.ofRows(SCAN, SOURCE, "room");
  }

  @Test
  void onePlaceIsTheReferencesQuery() {
    SimilarityQuery query = SimilarityQuery.like(SOURCE, SCAN, 1);
    assertThat(likeness(query)).containsExactly(Similarity.to(SCAN, 1).ofRows(SCAN), within(1e-6f));
  }

  @Test
  void severalPlacesAreAskedForByTheirMean() {
    float[] a = SimilarityQuery.feature(SCAN, 0);
    float[] b = SimilarityQuery.feature(SCAN, 1);
    float[] mean = {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2};
    SimilarityQuery query = SimilarityQuery.like(SOURCE, SCAN, 0).andLike(b);
    assertThat(likeness(query))
        .containsExactly(Similarity.of(0, new int[] {3}, mean).ofRows(SCAN), within(1e-6f));
  }

  @Test
  void aPlaceThatIsUnlikeFallsBehindAndWhatIsLikeNeitherDoesNotPassIt() {
    SimilarityQuery before = SimilarityQuery.like(SOURCE, SCAN, 0);
    SimilarityQuery after = before.butUnlike(SimilarityQuery.feature(SCAN, TABLE));
    float[] was = likeness(before);
    float[] now = likeness(after);
    assertThat(was[TABLE]).isGreaterThan(.8f);
    assertThat(now[TABLE]).isLessThan(was[TABLE] - .1f);
    assertThat(now[0]).as("the place itself stays").isGreaterThan(.9f);
    assertThat(now[WALL]).as("a wall is no chair either").isLessThan(now[TABLE]);
  }

  @Test
  void featuresOfOtherWeightsOrAnotherGridAreRefusedInWords() {
    SimilarityQuery query = SimilarityQuery.like(SOURCE, SCAN, 0);
    assertThatThrownBy(
            () -> query.ofRows(SCAN, new FeatureSource("sonata", "cd34", 0.02), "hall.ply"))
        .isInstanceOf(ForeignFeaturesException.class)
        .hasMessageContaining("starter")
        .hasMessageContaining("hall.ply was encoded with sonata");
    assertThatThrownBy(
            () -> query.ofRows(SCAN, new FeatureSource("starter", "ab12", 0.05), "hall.ply"))
        .isInstanceOf(ForeignFeaturesException.class)
        .hasMessageContaining("0.02")
        .hasMessageContaining("at 0.05");
    query.check(new FeatureSource("renamed", "ab12", 0.02f), "hall.ply");
  }

  @Test
  void aQueryNeedsSomethingItIsLike() {
    float[] feature = SimilarityQuery.feature(SCAN, 0);
    assertThatThrownBy(() -> SimilarityQuery.of(SOURCE, SCAN, List.of(), List.of(feature)))
        .hasMessageContaining("needs a place");
    assertThatThrownBy(() -> SimilarityQuery.of(SOURCE, SCAN, List.of(new float[4]), List.of()))
        .hasMessageContaining("4 numbers do not fit");
  }

  @Test
  void queriesAreEqualByWhatTheyAsk() {
    SimilarityQuery one = SimilarityQuery.like(SOURCE, SCAN, 0);
    SimilarityQuery same = SimilarityQuery.like(SOURCE, SCAN, 0);
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(SimilarityQuery.like(SOURCE, SCAN, 1));
    assertThat(one).isNotEqualTo(one.butUnlike(SimilarityQuery.feature(SCAN, 1)));
  }
}
