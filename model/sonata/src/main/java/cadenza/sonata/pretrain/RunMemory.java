package cadenza.sonata.pretrain;

import cadenza.sonata.SonataConfig;

/// How much memory a run takes, said before it begins.
///
/// # How it works
///
/// Student, teacher, gradients and two moments are five numbers a parameter. The student's features
/// are kept until gradients have flowed back: for each row and block about a hundred numbers a
/// channel (and attention's scores, for each neighbour in a patch). Rows are counted for views as
/// large as they may be, and a level has about a quarter of the rows of the finer one. The two
/// factors and the library's share are fitted to measured peaks, a little above them
/// (docs/pretraining.md).
///
/// @param weightBytes of student, teacher, gradients and moments
/// @param featureBytes of the largest step
/// @param libraryBytes of Java and PyTorch
public record RunMemory(long weightBytes, long featureBytes, long libraryBytes) {
  private static final long LIBRARY = 900L << 20;
  private static final int COPIES = 5;
  private static final int NUMBERS_A_CHANNEL = 110;
  private static final double COARSER = 0.25;

  /// Points a voxel where scenes are kept finer than views.
  private static final double POINTS_A_VOXEL = 2.8;

  /// Of a run of that preset.
  ///
  /// @param parameters that the student learns, heads included
  public static RunMemory of(Preset preset, long parameters) {
    ViewRecipe views = preset.views();
    double most =
        views.mostPoints()
            * (ViewRecipe.GLOBAL_VIEWS * views.globalHigh()
                + views.localViews() * views.localHigh());
    double rows = preset.scenesAtOnce() * (views.uniqueVoxels() ? most / POINTS_A_VOXEL : most);
    SonataConfig network = preset.network();
    double numbers = 0;
    double share = 1;
    for (int s = 0; s < network.stageCount(); s++) {
      double channels = network.encChannels().get(s);
      double scores = 4.0 * network.encPatchSize().get(s) * network.encNumHead().get(s);
      numbers +=
          rows * share * network.encDepths().get(s) * (NUMBERS_A_CHANNEL * channels + scores);
      share *= COARSER;
    }
    return new RunMemory(
        COPIES * Float.BYTES * parameters, (long) (Float.BYTES * numbers), LIBRARY);
  }

  /// All of it.
  public long totalBytes() {
    return weightBytes + featureBytes + libraryBytes;
  }
}
