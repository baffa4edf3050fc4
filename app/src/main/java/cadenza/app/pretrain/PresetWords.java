package cadenza.app.pretrain;

import java.util.Map;

/// What the numbers of a preset mean, in a sentence each.
final class PresetWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("network.encDepths", "Attention blocks on each level, finest first."),
          Map.entry("network.encChannels", "Length of a feature on each level."),
          Map.entry("network.encNumHead", "Attention heads on each level."),
          Map.entry("network.encPatchSize", "Voxels that see each other, along a curve."),
          Map.entry("network.mlpRatio", "Width of the inner layer over that of the feature."),
          Map.entry("network.dropPath", "Chance that a block is left out in a step."),
          Map.entry("network.hasMaskToken", "Whether hidden voxels get a feature that is learnt."),
          Map.entry("heads.hidden", "Width of the perceptron above the encoder."),
          Map.entry("heads.embedding", "Length of what is compared with prototypes."),
          Map.entry("heads.prototypes", "Clusters that features are sorted into."),
          Map.entry("input.gridSizeMeters", "Grid the weights are made for, in metres."),
          Map.entry("input.offset", "Subtracted from x, y, z, red, green, blue and the normal."),
          Map.entry("input.scale", "By which they are multiplied after; 0 hides one."),
          Map.entry("views.gridSizeMeters", "Edge of a voxel in metres."),
          Map.entry("views.uniqueVoxels", "One point a voxel; the paper keeps several."),
          Map.entry("views.mostPoints", "Points of the largest view. Memory grows with it."),
          Map.entry("views.globalLow", "Smallest share of these in a global view."),
          Map.entry("views.globalHigh", "Largest share in a global view."),
          Map.entry("views.localLow", "Smallest share in a view of a detail."),
          Map.entry("views.localHigh", "Largest share in a view of a detail."),
          Map.entry("views.localViews", "Views of details in a step."),
          Map.entry("views.hue", "Largest turn of the hue, in circles."),
          Map.entry(
              "views.cues.heightShiftMeters", "Views are lifted or lowered by up to so much."),
          Map.entry("views.cues.dropColorChance", "Chance that a view is grey."),
          Map.entry("views.cues.dropNormalChance", "Chance that a view has no normals."),
          Map.entry("scenes", "Scans that a step learns from. Memory grows with it."),
          Map.entry(
              "scenesAtOnce", "Of these in memory together; less takes longer and needs less."),
          Map.entry("maskJitter", "By how many metres hidden voxels are moved."),
          Map.entry("longestGradient", "Longer ones are cut to it, so that no step leaps."),
          Map.entry("schedules.cycle.warmup", "Share of the steps in which the rate rises."),
          Map.entry("schedules.cycle.division", "Highest rate over the first."),
          Map.entry("schedules.cycle.finalDivision", "First rate over the last."),
          Map.entry("schedules.cycle.highBeta1", "Momentum of the optimizer at both ends."),
          Map.entry("schedules.cycle.lowBeta1", "Momentum where the rate is highest."),
          Map.entry("rates.rate", "Highest learning rate."),
          Map.entry("rates.decay", "Rate of a block over that of the block above it."),
          Map.entry("distillation.headLevel", "Finest level that the heads see."),
          Map.entry("distillation.matchRadius", "Voxels of two views match within so many metres."),
          Map.entry("distillation.sinkhorn.iterations", "Rounds that balance the targets."),
          Map.entry("distillation.loss.temperature", "Of the student; smaller is sharper."),
          Map.entry("distillation.pairs.most", "Matches that a loss is taken over."),
          Map.entry("distillation.pairs.ofFlat", "Weight of matches on flat surfaces."),
          Map.entry(
              "distillation.pairs.picksBent",
              "Whether flat surfaces are rarely chosen, rather than weigh little."),
          Map.entry(
              "distillation.precision",
              "Of the encoders' products, f32 or bf16; all else is 32 bits."),
          Map.entry(
              "distillation.pastTargets", "Embeddings of earlier steps that balance targets."));

  private static final Map<String, String> SCHEDULES =
      Map.of(
          "maskSize", "Edge of a hidden patch in metres: ",
          "maskRatio", "Share of patches that are hidden: ",
          "teacherTemperature", "Of the targets; soft ones let features collapse: ",
          "momentum", "How much of itself the teacher keeps a step: ",
          "weightDecay", "Pull of all weights to zero: ");

  private static final Map<String, String> MOMENTS =
      Map.of(
          "start", "at the first step.",
          "base", "after the rise.",
          "end", "at the last step.",
          "warmupSteps", "steps of the rise.");

  private PresetWords() {}

  /// The meaning of a number by its whole name; empty if nobody wrote it down.
  static String of(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length == 3 && SCHEDULES.containsKey(parts[1]) && MOMENTS.containsKey(parts[2])) {
      return SCHEDULES.get(parts[1]) + MOMENTS.get(parts[2]);
    }
    return WORDS.getOrDefault(name, "");
  }
}
