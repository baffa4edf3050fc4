package cadenza.sonata.tune;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.InputTransform;
import cadenza.sonata.pretrain.Crop;
import cadenza.sonata.pretrain.Draws;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.ViewGrid;
import cadenza.sonata.pretrain.ViewPoints;
import cadenza.sonata.pretrain.Views;
import java.util.stream.IntStream;

/// What a step sees of a scene: the surroundings of a labelled point, moved, bent and recoloured.
///
/// @param geometry of the view
/// @param features `(voxels, 9)`
/// @param labels class of each voxel, [LabelledScene#NONE] where there is none
record LabelledView(Pyramid geometry, float[] features, int[] labels) {
  /// @param mostPoints of the scene that the view holds
  static LabelledView of(LabelledScene scene, Preset preset, int mostPoints, Draws draws) {
    float[] coord = scene.points().coord();
    int[] labels = scene.labels();
    int[] known = IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
    int[] near =
        Crop.around(coord, known[draws.below(known.length)], Math.min(mostPoints, labels.length));
    // Of the points in one voxel the first stays, so that no label is lost to a point without.
    int[] rows =
        IntStream.concat(
                IntStream.of(near).filter(i -> labels[i] >= 0),
                IntStream.of(near).filter(i -> labels[i] < 0))
            .toArray();
    ViewPoints view =
        Views.augmented(scene.points().take(rows), preset.views(), draws.stream(1).seed());
    float grid = preset.views().gridSizeMeters();
    int[] kept = ViewGrid.firstInEachVoxel(view.coord(), grid);
    ViewPoints thin = view.take(kept);
    Pyramid geometry =
        PyramidBuilder.build(
            ViewGrid.onLattice(thin.coord(), grid),
            thin.coord(),
            grid,
            preset.network().stageCount(),
            Progress.none());
    return new LabelledView(
        geometry,
        features(thin, preset.input()),
        IntStream.of(kept).map(i -> labels[rows[i]]).toArray());
  }

  private static float[] features(ViewPoints view, InputTransform input) {
    float[] out = new float[view.pointCount() * InputTransform.CHANNELS];
    float[][] parts = {view.coord(), view.color(), view.normal()};
    for (int i = 0; i < out.length; i++) {
      int channel = i % InputTransform.CHANNELS;
      float value = parts[channel / 3][i / InputTransform.CHANNELS * 3 + channel % 3];
      out[i] = input.scale()[channel] * (value - input.offset()[channel]);
    }
    return out;
  }
}
