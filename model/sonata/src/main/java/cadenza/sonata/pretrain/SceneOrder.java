package cadenza.sonata.pretrain;

/// Which scenes a step gets: all in random order, then all in another, and so on. It depends on the
/// seed and the step alone.
///
/// @param seed of the run
/// @param sceneCount how many there are
/// @param scenesAStep how many a step gets
public record SceneOrder(long seed, int sceneCount, int scenesAStep) {
  private static final long STREAM = 3_000_000;

  public SceneOrder {
    if (sceneCount < 1 || scenesAStep < 1) {
      throw new IllegalArgumentException("there are no scenes to learn from");
    }
  }

  /// Numbers of a step's scenes.
  public int[] of(int step) {
    int[] scenes = new int[scenesAStep];
    int[] order = new int[0];
    long round = -1;
    for (int i = 0; i < scenesAStep; i++) {
      long place = (long) step * scenesAStep + i;
      if (place / sceneCount != round) {
        round = place / sceneCount;
        order = new Draws(seed).stream(STREAM).stream(round).permutation(sceneCount);
      }
      scenes[i] = order[(int) (place % sceneCount)];
    }
    return scenes;
  }
}
