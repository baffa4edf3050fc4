package cadenza.sonata.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What student and teacher see of one scene (S/transform.py:1026, `MultiViewGenerator`).
///
/// # How it works
///
/// The major global view lies around a random point of the scene, the other global view around a
/// random point of the major one. Local views lie around points of the major view that no earlier
/// local view covers, and may reach beyond it. Global views share one change of colours, because
/// the student must find the same thing in both; each local view has its own. Then every view is
/// moved, turned and bent by itself. The result depends on scene, recipe and seed alone.
///
/// @param global two views, the major one first; colours from 0 to 1
/// @param local views of details; colours from 0 to 1
public record Views(List<ViewPoints> global, List<ViewPoints> local) {
  private static final int SHARED_COLORS = 0;
  private static final int CROPS = 1;
  private static final int FIRST_GLOBAL = 100;
  private static final int FIRST_LOCAL = 200;
  private static final int CUES = 1000;

  public Views {
    global = List.copyOf(global);
    local = List.copyOf(local);
  }

  /// Makes the views of a scene.
  ///
  /// @param scene colours from 0 to 255; not changed
  public static Views of(ViewPoints scene, ViewRecipe recipe, long seed) {
    if (scene.pointCount() == 0) {
      throw new IllegalArgumentException("there are no views of a scene without points");
    }
    Draws draws = new Draws(seed);
    float[] shared = scene.color().clone();
    Augmentation.color(shared, recipe.hue(), draws.stream(SHARED_COLORS));
    ViewPoints recolored =
        new ViewPoints(scene.coord(), scene.originCoord(), shared, scene.normal());
    Crops crops = Crops.draw(scene.coord(), recipe, draws.stream(CROPS));
    List<ViewPoints> global = new ArrayList<>();
    for (int i = 0; i < crops.global.size(); i++) {
      ViewPoints view = recolored.take(crops.global.get(i));
      Augmentation.geometry(view, draws.stream(FIRST_GLOBAL + i));
      Augmentation.weaken(view, recipe.cues(), draws.stream(CUES + FIRST_GLOBAL + i));
      global.add(finished(view, recipe));
    }
    List<ViewPoints> local = new ArrayList<>();
    for (int i = 0; i < crops.local.size(); i++) {
      ViewPoints view = scene.take(crops.local.get(i));
      Draws own = draws.stream(FIRST_LOCAL + i);
      Augmentation.geometry(view, own);
      Augmentation.color(view.color(), recipe.hue(), own);
      Augmentation.weaken(view, recipe.cues(), draws.stream(CUES + FIRST_LOCAL + i));
      local.add(finished(view, recipe));
    }
    return new Views(global, local);
  }

  /// Points changed as a local view of them alone would be; all are kept.
  ///
  /// @param points colours from 0 to 255; changed
  /// @return the same points, colours from 0 to 1
  public static ViewPoints augmented(ViewPoints points, ViewRecipe recipe, long seed) {
    Draws draws = new Draws(seed);
    Augmentation.geometry(points, draws);
    Augmentation.color(points.color(), recipe.hue(), draws);
    Colors.toUnit(points.color());
    return points;
  }

  private static ViewPoints finished(ViewPoints view, ViewRecipe recipe) {
    Colors.toUnit(view.color());
    return recipe.uniqueVoxels()
        ? view.take(ViewGrid.firstInEachVoxel(view.coord(), recipe.gridSizeMeters()))
        : view;
  }

  /// Rows of the scene in each view.
  record Crops(List<int[]> global, List<int[]> local) {
    static Crops draw(float[] coord, ViewRecipe recipe, Draws draws) {
      int points = coord.length / 3;
      int most = Math.min(recipe.mostPoints(), points);
      int[] major =
          Crop.around(
              coord,
              draws.below(points),
              size(draws.uniform(recipe.globalLow(), recipe.globalHigh()), most));
      List<int[]> global = new ArrayList<>(List.of(major));
      while (global.size() < ViewRecipe.GLOBAL_VIEWS) {
        int center = major[draws.below(major.length)];
        double share = draws.uniform(recipe.globalLow(), recipe.globalHigh());
        global.add(Crop.around(coord, center, size(share, most)));
      }
      boolean[] covered = new boolean[points];
      List<int[]> local = new ArrayList<>();
      while (local.size() < recipe.localViews()) {
        int[] open = Arrays.stream(major).filter(row -> !covered[row]).toArray();
        if (open.length == 0) {
          Arrays.fill(covered, false);
          open = major;
        }
        int center = open[draws.below(open.length)];
        double share = draws.uniform(recipe.localLow(), recipe.localHigh());
        int[] view = Crop.around(coord, center, size(share, most));
        for (int row : view) {
          covered[row] = true;
        }
        local.add(view);
      }
      return new Crops(global, local);
    }

    private static int size(double share, int most) {
      return Math.max(1, (int) (share * most));
    }
  }
}
