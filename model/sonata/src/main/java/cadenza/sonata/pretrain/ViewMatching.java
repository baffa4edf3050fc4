package cadenza.sonata.pretrain;

import java.util.Arrays;

/// The pairs of student and teacher points for the three losses (SPEC v).
///
/// # How it works
///
/// - *mask*: a masked view with the same view of the teacher's;
/// - *roll*: a masked view with the scene's other view;
/// - *local*: all local views of a scene with its major global view.
///
/// @param mask rows of masked views and teacher
/// @param roll rows of masked views and teacher
/// @param local rows of local views and teacher
record ViewMatching(Matches mask, Matches roll, Matches local) {

  /// Finds all three.
  ///
  /// @param teacher global views on the heads' level
  /// @param masked the student's
  /// @param local the student's
  static ViewMatching of(Points teacher, Points masked, Points local, double radius) {
    int views = teacher.ends.length;
    int[] swapped = new int[views];
    for (int view = 0; view < views; view++) {
      swapped[view] = view ^ 1;
    }
    int scenes = views / ViewRecipe.GLOBAL_VIEWS;
    int[] major = new int[scenes];
    int[] sceneEnds = new int[scenes];
    int localViews = local.ends.length / scenes;
    for (int scene = 0; scene < scenes; scene++) {
      major[scene] = ViewRecipe.GLOBAL_VIEWS * scene;
      sceneEnds[scene] = local.ends[(scene + 1) * localViews - 1];
    }
    return new ViewMatching(
        Matches.nearest(masked.coord, masked.ends, teacher.coord, teacher.ends, radius),
        teacher.match(masked, swapped, radius),
        teacher.match(new Points(local.coord, sceneEnds), major, radius));
  }

  /// Some of each, those on bent surfaces the likelier.
  ///
  /// @param masked how bent the surface is about each row of masked views
  /// @param details the same of local views
  ViewMatching choose(PairChoice pairs, float[] masked, float[] details, Draws draws) {
    return new ViewMatching(
        mask.choose(pairs.most(), importance(pairs, mask, masked), draws.stream(0)),
        roll.choose(pairs.most(), importance(pairs, roll, masked), draws.stream(1)),
        local.choose(pairs.most(), importance(pairs, local, details), draws.stream(2)));
  }

  private static float[] importance(PairChoice pairs, Matches matches, float[] variation) {
    float[] importance = new float[matches.count()];
    for (int i = 0; i < importance.length; i++) {
      importance[i] = pairs.importance(variation[matches.student()[i]]);
    }
    return importance;
  }

  /// Some of each at random.
  ViewMatching choose(int most, Draws draws) {
    return new ViewMatching(
        mask.choose(most, draws.stream(0)),
        roll.choose(most, draws.stream(1)),
        local.choose(most, draws.stream(2)));
  }

  /// Points of some views.
  ///
  /// @param coord positions before augmentation, `(points, 3)`
  /// @param ends where each view's end
  record Points(float[] coord, int[] ends) {
    static Points of(BatchGeometry geometry, int level) {
      return new Points(geometry.coord(level), geometry.ends(level));
    }

    private int begin(int view) {
      return view == 0 ? 0 : ends[view - 1];
    }

    /// Matches of the student's elements with these views, one for each.
    private Matches match(Points student, int[] views, double radius) {
      int count = Arrays.stream(views).map(view -> ends[view] - begin(view)).sum();
      float[] chosen = new float[3 * count];
      int[] rows = new int[count];
      int[] chosenEnds = new int[views.length];
      int at = 0;
      for (int i = 0; i < views.length; i++) {
        for (int row = begin(views[i]); row < ends[views[i]]; row++) {
          System.arraycopy(coord, 3 * row, chosen, 3 * at, 3);
          rows[at++] = row;
        }
        chosenEnds[i] = at;
      }
      Matches found = Matches.nearest(student.coord, student.ends, chosen, chosenEnds, radius);
      return new Matches(
          found.student(), Arrays.stream(found.teacher()).map(row -> rows[row]).toArray());
    }
  }
}
