package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is asked for: places that what is looked for is like, and places that it is unlike.
///
/// # How it works
///
/// A place is the up-cast feature of a voxel, of length 1. The query is one direction: the mean of
/// the places it shall be like, less a third of the mean of those it shall not. One direction costs
/// one pass over the features, however many places there are.
///
/// Why the mean and not the most alike of several places: on labelled synthetic rooms both rank a
/// thing's points about equally well, the mean slightly better, and the mean needs one pass. Why a
/// third: taking the unlike places away in full ranks worse than not asking for them at all, since
/// whatever is like neither, a wall perhaps, then outranks what is a little like both; a quarter to
/// a half ranks better than none.
///
/// @param source where the features come from; those of others are refused
/// @param firstLevel finest level used
/// @param channels width of each level used
/// @param alike features of length 1, at least one
/// @param unlike features of length 1
public record SimilarityQuery(
    FeatureSource source,
    int firstLevel,
    List<Integer> channels,
    List<float[]> alike,
    List<float[]> unlike) {
  private static final float UNLIKE_SHARE = 1f / 3;

  public SimilarityQuery {
    channels = List.copyOf(channels);
    alike = List.copyOf(alike);
    unlike = List.copyOf(unlike);
    if (alike.isEmpty()) {
      throw new IllegalArgumentException("A query needs a place that it is like.");
    }
    int width = channels.stream().mapToInt(Integer::intValue).sum();
    for (List<float[]> places : List.of(alike, unlike)) {
      for (float[] place : places) {
        if (place.length != width) {
          throw new IllegalArgumentException(
              place.length + " numbers do not fit the channels " + channels);
        }
      }
    }
  }

  /// A query for what is like one place.
  ///
  /// @param voxel row of level 0
  public static SimilarityQuery like(FeatureSource source, FeaturePyramid scan, int voxel) {
    return of(source, scan, List.of(feature(scan, voxel)), List.of());
  }

  /// A query for what is like some places and unlike others, with the levels the reference uses.
  ///
  /// @param scan any features of the same model, for their shape
  /// @param alike features of length 1 ([#feature]), at least one
  /// @param unlike features of length 1
  public static SimilarityQuery of(
      FeatureSource source, FeaturePyramid scan, List<float[]> alike, List<float[]> unlike) {
    int firstLevel = Math.min(PcaBasis.REFERENCE_FIRST_LEVEL, scan.levels().size() - 1);
    return new SimilarityQuery(
        source,
        firstLevel,
        scan.levels().stream().skip(firstLevel).map(FeaturePyramid.Features::channels).toList(),
        alike,
        unlike);
  }

  /// The feature of a place, to ask for: that of a voxel and its ancestors, of length 1.
  public static float[] feature(FeaturePyramid scan, int voxel) {
    return Similarity.to(scan, voxel).direction();
  }

  /// The same query, for what is like this place too.
  public SimilarityQuery andLike(float[] feature) {
    return new SimilarityQuery(source, firstLevel, channels, with(alike, feature), unlike);
  }

  /// The same query, for what is unlike this place.
  public SimilarityQuery butUnlike(float[] feature) {
    return new SimilarityQuery(source, firstLevel, channels, alike, with(unlike, feature));
  }

  private static List<float[]> with(List<float[]> places, float[] more) {
    List<float[]> all = new ArrayList<>(places);
    all.add(more);
    return all;
  }

  /// The direction that is asked for.
  public Similarity similarity() {
    float[] direction = mean(alike);
    if (!unlike.isEmpty()) {
      float[] away = mean(unlike);
      for (int i = 0; i < direction.length; i++) {
        direction[i] -= UNLIKE_SHARE * away[i];
      }
    }
    return Similarity.of(
        firstLevel, channels.stream().mapToInt(Integer::intValue).toArray(), direction);
  }

  private static float[] mean(List<float[]> places) {
    float[] mean = places.getFirst().clone();
    for (float[] place : places.subList(1, places.size())) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += place[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= places.size();
    }
    return mean;
  }

  /// Likeness of each row of the first level used, from -1 to 1; see [Similarity#ofRows].
  ///
  /// @param there where the features of the scan come from
  /// @param name of the scan, for the message
  /// @throws ForeignFeaturesException if they mean something else than those of the query
  public float[] ofRows(FeaturePyramid scan, FeatureSource there, String name) {
    check(there, name);
    return similarity().ofRows(scan);
  }

  /// @throws ForeignFeaturesException if features from there mean something else
  public void check(FeatureSource there, String name) {
    if (!source.weightsSha256().equals(there.weightsSha256())) {
      throw new ForeignFeaturesException(
          "The places were chosen on features of the weights %s, and %s was encoded with %s. Encode both with the same weights."
              .formatted(source.weightsName(), name, there.weightsName()));
    }
    if (!source.matches(there)) {
      throw new ForeignFeaturesException(
          String.format(
              Locale.ROOT,
              "The places were chosen at a grid of %.4g m, and %s was encoded at %.4g m. Encode both at the same grid.",
              source.gridSizeMeters(),
              name,
              there.gridSizeMeters()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SimilarityQuery query
        && query.source.equals(source)
        && query.firstLevel == firstLevel
        && query.channels.equals(channels)
        && same(query.alike, alike)
        && same(query.unlike, unlike);
  }

  private static boolean same(List<float[]> a, List<float[]> b) {
    return Arrays.deepEquals(a.toArray(), b.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(alike.toArray()) + Arrays.deepHashCode(unlike.toArray());
  }
}
