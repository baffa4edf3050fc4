package cadenza.app.pretrain;

import cadenza.sonata.ModelCard;
import cadenza.sonata.kernels.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model card of a run's weights.
final class RunCard {
  private static final String OWN_LICENCE = "GPL-3.0, as Cadenza";
  private static final String OTHER_LICENCE = "that of the scans, which Cadenza does not know";

  private RunCard() {}

  /// @param sources scans that were learnt from
  /// @param minutes the run took
  /// @param device it ran on
  /// @param command that began it
  /// @param scores by name, if labelled scans were given
  static ModelCard of(
      PretrainPlan plan,
      List<SceneSource> sources,
      long steps,
      double minutes,
      String device,
      String command,
      @Nullable Map<String, Double> scores,
      Map<String, String> versions) {
    int rooms = (int) sources.stream().filter(SceneSource.SyntheticRoom.class::isInstance).count();
    int files = sources.size() - rooms;
    List<ModelCard.DataSet> data = new ArrayList<>();
    if (rooms > 0) {
      data.add(new ModelCard.DataSet("Cadenza's synthetic rooms", rooms, 0, OWN_LICENCE));
    }
    if (files > 0) {
      data.add(new ModelCard.DataSet("scans in files", files, 0, OTHER_LICENCE));
    }
    return new ModelCard(
        String.valueOf(plan.out().getFileName()),
        "An encoder of 3D scans, pretrained without labels by point self-distillation (Sonata, CVPR"
            + " 2025).",
        data,
        files == 0 ? OWN_LICENCE : OTHER_LICENCE,
        plan.presetName(),
        steps,
        steps * plan.preset().scenes(),
        minutes,
        plan.seed(),
        device,
        Torch.threadCount(),
        plan.preset().input().gridSizeMeters(),
        scores == null ? Map.of() : scores,
        versions,
        command);
  }
}
