package cadenza.sonata.pretrain;

/// How views are made of a scene (C/pretrain-sonata-v1m1-0-base.py).
///
/// @param gridSizeMeters edge of the network's voxels
/// @param uniqueVoxels whether a view keeps one point a voxel; the reference keeps all, so some
///   voxels hold several
/// @param mostPoints of the scene that a view may hold before that
/// @param globalLow smallest share of `mostPoints` in a global view
/// @param globalHigh largest share
/// @param localLow smallest share in a local view
/// @param localHigh largest share
/// @param localViews views of details
/// @param hue largest turn of the hue, in circles; 0 leaves it alone
/// @param cues what a view may lack
public record ViewRecipe(
    float gridSizeMeters,
    boolean uniqueVoxels,
    int mostPoints,
    double globalLow,
    double globalHigh,
    double localLow,
    double localHigh,
    int localViews,
    double hue,
    Cues cues) {
  /// Global views; losses between them are written for two.
  public static final int GLOBAL_VIEWS = 2;

  public ViewRecipe {
    if (!(gridSizeMeters > 0) || mostPoints < 1 || localViews < 1) {
      throw new IllegalArgumentException("views need a grid size, points and a local view");
    }
    if (!isRange(globalLow, globalHigh) || !isRange(localLow, localHigh)) {
      throw new IllegalArgumentException("a view's share of the points is between 0 and 1");
    }
  }

  /// The reference's views, which lack nothing.
  public ViewRecipe(
      float gridSizeMeters,
      boolean uniqueVoxels,
      int mostPoints,
      double globalLow,
      double globalHigh,
      double localLow,
      double localHigh,
      int localViews,
      double hue) {
    this(
        gridSizeMeters,
        uniqueVoxels,
        mostPoints,
        globalLow,
        globalHigh,
        localLow,
        localHigh,
        localViews,
        hue,
        Cues.all());
  }

  /// What a view may lack, so that no single cue is enough: height, colour and normals alone name
  /// much of a room, and a network that leans on one learns little else (the paper's geometric
  /// shortcut; section 3.2).
  ///
  /// @param heightShiftMeters views are lifted or lowered by up to so much
  /// @param dropColorChance that a view is grey
  /// @param dropNormalChance that a view has no normals
  public record Cues(double heightShiftMeters, double dropColorChance, double dropNormalChance) {
    public Cues {
      if (!(heightShiftMeters >= 0) || !isChance(dropColorChance) || !isChance(dropNormalChance)) {
        throw new IllegalArgumentException("a shift is no less than 0, a chance is up to 1");
      }
    }

    private static boolean isChance(double chance) {
      return chance >= 0 && chance <= 1;
    }

    /// Views with everything.
    public static Cues all() {
      return new Cues(0, 0, 0);
    }
  }

  private static boolean isRange(double low, double high) {
    return low > 0 && low <= high && high <= 1;
  }

  /// The paper's.
  public static ViewRecipe paper() {
    return new ViewRecipe(0.02f, false, 65_536, 0.4, 1, 0.1, 0.4, 4, 0.02);
  }

  /// For small networks on small machines: voxels of 6 cm, each once. Scenes come at 3.6 cm, where
  /// a surface has about 2.8 points a voxel, so the largest view has about 15,000 voxels: a third
  /// of a room, for coarse levels must see in training what they see when a room is encoded.
  public static ViewRecipe starter() {
    return new ViewRecipe(0.06f, true, 42_000, 0.4, 1, 0.1, 0.4, 4, 0, Cues.all());
  }
}
