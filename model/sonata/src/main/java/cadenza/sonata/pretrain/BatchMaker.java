package cadenza.sonata.pretrain;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.InputTransform;
import java.util.ArrayList;
import java.util.List;

/// Makes batches of scenes: views, masks and geometry. What comes out depends on the scenes, the
/// preset, the step and the seed alone, so batches can be made ahead, by several threads, and made
/// again after a run was stopped.
public final class BatchMaker {
  private static final int MASK = 1_000_000;

  private final Preset preset;
  private final long seed;

  public BatchMaker(Preset preset, long seed) {
    this.preset = preset;
    this.seed = seed;
  }

  /// The batch of a step that has only one.
  ///
  /// @param scenes those of the step, colours from 0 to 255; not changed
  /// @param step counted from 0
  public Batch batch(List<ViewPoints> scenes, int step, Progress progress) {
    return batch(scenes, step, 0, progress);
  }

  /// A batch of a step.
  ///
  /// @param scenes those of this part, colours from 0 to 255; not changed
  /// @param step counted from 0
  /// @param part of the step, counted from 0
  public Batch batch(List<ViewPoints> scenes, int step, int part, Progress progress) {
    Draws draws = new Draws(seed).stream(step).part(part);
    List<ViewPoints> global = new ArrayList<>();
    List<ViewPoints> local = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      progress.checkCancelled();
      Views views = Views.of(scenes.get(i), preset.views(), draws.stream(i).seed());
      global.addAll(views.global());
      local.addAll(views.local());
    }
    boolean[] hidden = hidden(global, step, draws.stream(MASK));
    List<Pyramid> geometry = pyramids(global, progress);
    return new Batch(
        geometry,
        preset.maskJitter() > 0
            ? pyramids(moved(global, hidden, draws.stream(MASK + 1)), progress)
            : geometry,
        pyramids(local, progress),
        features(global),
        features(local),
        hidden);
  }

  private boolean[] hidden(List<ViewPoints> views, int step, Draws draws) {
    Schedules.Values now = preset.schedules().at(step);
    Mask mask = Mask.patches(views.stream().map(ViewPoints::coord).toList(), now.maskSize());
    return mask.hide(now.maskRatio(), draws.permutation(mask.patchCount()));
  }

  private List<ViewPoints> moved(List<ViewPoints> views, boolean[] hidden, Draws draws) {
    List<ViewPoints> moved = new ArrayList<>();
    int first = 0;
    for (ViewPoints view : views) {
      boolean[] own = java.util.Arrays.copyOfRange(hidden, first, first + view.pointCount());
      float[] coord =
          Mask.jittered(view.coord(), own, draws.normals(view.coord().length), preset.maskJitter());
      moved.add(new ViewPoints(coord, view.originCoord(), view.color(), view.normal()));
      first += view.pointCount();
    }
    return moved;
  }

  private List<Pyramid> pyramids(List<ViewPoints> views, Progress progress) {
    float grid = preset.views().gridSizeMeters();
    float[] corner = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    for (ViewPoints view : views) {
      float[] own = ViewGrid.corner(view.coord());
      for (int axis = 0; axis < 3; axis++) {
        corner[axis] = Math.min(corner[axis], own[axis]);
      }
    }
    List<Pyramid> pyramids = new ArrayList<>();
    for (ViewPoints view : views) {
      int[] cells =
          preset.views().uniqueVoxels()
              ? ViewGrid.onLattice(view.coord(), grid)
              : ViewGrid.gridCoord(view.coord(), corner, grid);
      // Matches go by places before augmentation, so these are what levels average.
      pyramids.add(
          PyramidBuilder.build(
              cells, view.originCoord(), grid, preset.network().stageCount(), progress));
    }
    return pyramids;
  }

  /// `(rows of all views, 9)`
  private float[] features(List<ViewPoints> views) {
    int rows = views.stream().mapToInt(ViewPoints::pointCount).sum();
    float[] features = new float[rows * InputTransform.CHANNELS];
    int at = 0;
    for (ViewPoints view : views) {
      for (int i = 0; i < view.coord().length; i += 3) {
        for (int axis = 0; axis < 3; axis++) {
          features[at + axis] = affine(axis, view.coord()[i + axis]);
          features[at + 3 + axis] = affine(3 + axis, view.color()[i + axis]);
          features[at + 6 + axis] = affine(6 + axis, view.normal()[i + axis]);
        }
        at += InputTransform.CHANNELS;
      }
    }
    return features;
  }

  private float affine(int channel, float value) {
    return preset.input().scale()[channel] * (value - preset.input().offset()[channel]);
  }
}
