package cadenza.app.probing;

import cadenza.app.annotate.LabelColors;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.look.ColorMap;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import cadenza.app.look.Tint;
import cadenza.probe.Prediction;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntToDoubleFunction;

/// Shows what a probe says of a scan on each of its points.
///
/// @param cloud the original points
/// @param inverse row of the finest voxel of each point, -1 for those in none
/// @param quiet the scan's quiet colours ([Tint#quiet])
/// @param classes what the classes look like now; those that are not shown leave points quiet
/// @param trainedHere whether the probe's classes are those by number; those of a probe from a file
///   are the same where their names are
public record PredictionColors(
    PointCloud cloud, int[] inverse, int[] quiet, List<LabelClass> classes, boolean trainedHere) {
  private static final int WRONG = 0xfff0474f;
  private static final int RIGHT = 0xff3d5a4c;
  private static final int UNKNOWN = 0xff4a4f57;

  /// The class of each point over the scan's quiet colours; what was labelled by hand is in full
  /// colour.
  ///
  /// @param strength 0 (the scan's colours alone) to 1
  public Coloring prediction(Prediction prediction, LabelSnapshot labels, double strength) {
    int[] colors = colors(prediction); // 0 where the class is not shown
    byte[] voxels = prediction.classIndices();
    int share = (int) Math.round(256 * Math.clamp(strength, 0, 1));
    int[] argb = new int[cloud.pointCount()];
    AtomicIntegerArray counts = new AtomicIntegerArray(colors.length);
    Tint.chunks(
        argb.length,
        (from, to) -> {
          int[] mine = new int[colors.length];
          for (int i = from; i < to; i++) {
            int voxel = inverse[i];
            if (voxel < 0) {
              argb[i] = quiet[i];
              continue;
            }
            int index = voxels[voxel];
            mine[index]++;
            argb[i] = colors[index] == 0 ? quiet[i] : Tint.mix(quiet[i], colors[index], share);
          }
          for (int k = 0; k < mine.length; k++) {
            counts.addAndGet(k, mine[k]);
          }
        });
    LabelColors.paint(argb, labels, classes);
    List<Legend.Entry> entries = new ArrayList<>();
    for (int k = 0; k < colors.length; k++) {
      LabelClass look = look(prediction, k);
      entries.add(new Legend.Entry(look.name(), look.argb(), counts.get(k)));
    }
    entries.sort(Comparator.comparingInt(Legend.Entry::pointCount).reversed());
    return new Coloring(cloud, ColorMode.PREDICTION, argb, new Legend.Classes(entries));
  }

  /// How likely the predicted class is.
  public Coloring probability(Prediction prediction) {
    float[] probabilities = prediction.probabilities();
    Legend legend =
        new Legend.Ramp(ColorMap.PERCEPTUAL, "0 %", "100 %", "probability of the class");
    return ramp(ColorMode.PROBABILITY, voxel -> probabilities[voxel], legend);
  }

  /// How unsure the probe is.
  public Coloring uncertainty(Prediction prediction, Doubt doubt) {
    float[] entropies = prediction.entropies();
    float[] margins = prediction.margins();
    Legend legend =
        new Legend.Ramp(
            ColorMap.PERCEPTUAL,
            "sure",
            "unsure",
            doubt == Doubt.ENTROPY ? "entropy" : "nearness of the second class");
    return ramp(
        ColorMode.UNCERTAINTY,
        voxel -> doubt == Doubt.ENTROPY ? entropies[voxel] : 1 - margins[voxel],
        legend);
  }

  private Coloring ramp(ColorMode mode, IntToDoubleFunction ofVoxel, Legend legend) {
    int[] argb = new int[cloud.pointCount()];
    Tint.chunks(
        argb.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int voxel = inverse[i];
            argb[i] = voxel < 0 ? UNKNOWN : ColorMap.PERCEPTUAL.argb(ofVoxel.applyAsDouble(voxel));
          }
        });
    return new Coloring(cloud, mode, argb, legend);
  }

  /// Where the prediction is another class than the file's own labels say.
  ///
  /// @param truth index of the true class of each point among the probe's, -1 unknown
  public Coloring error(Prediction prediction, int[] truth) {
    byte[] voxels = prediction.classIndices();
    int[] argb = new int[cloud.pointCount()];
    AtomicIntegerArray counts = new AtomicIntegerArray(3);
    Tint.chunks(
        argb.length,
        (from, to) -> {
          int[] mine = new int[3];
          for (int i = from; i < to; i++) {
            int kind = truth[i] < 0 || inverse[i] < 0 ? 2 : voxels[inverse[i]] == truth[i] ? 0 : 1;
            mine[kind]++;
            argb[i] =
                switch (kind) {
                  case 0 -> Tint.mix(quiet[i], RIGHT, 170);
                  case 1 -> WRONG;
                  default -> UNKNOWN;
                };
          }
          for (int k = 0; k < 3; k++) {
            counts.addAndGet(k, mine[k]);
          }
        });
    Legend legend =
        new Legend.Classes(
            List.of(
                new Legend.Entry("wrong", WRONG, counts.get(1)),
                new Legend.Entry("right", RIGHT, counts.get(0)),
                new Legend.Entry("not known", UNKNOWN, counts.get(2))));
    return new Coloring(cloud, ColorMode.ERROR, argb, legend);
  }

  private int[] colors(Prediction prediction) {
    int[] colors = new int[prediction.probe().classes().size()];
    for (int k = 0; k < colors.length; k++) {
      LabelClass look = look(prediction, k);
      colors[k] = look.shown() ? look.argb() : 0;
    }
    return colors;
  }

  /// A class looks as the person has it now, not as when the probe was trained.
  private LabelClass look(Prediction prediction, int index) {
    var known = prediction.probe().classes().get(index);
    return classes.stream()
        .filter(one ->
            trainedHere ? one.id() == known.id() : TruthLabels.isSame(one.name(), known.name()))
        .findFirst()
        .orElseGet(() -> new LabelClass(known.id(), known.name(), known.argb(), true, false));
  }
}
