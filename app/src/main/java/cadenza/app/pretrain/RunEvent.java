package cadenza.app.pretrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line that a run told, as [PretrainEvents] writes it. Numbers a line lacks are NaN, texts are
/// empty; so lines of older and newer versions can be read.
public sealed interface RunEvent {
  /// Scans are being made ready.
  record Scans(int done, int count) implements RunEvent {}

  /// The first step is about to be taken.
  ///
  /// @param preset its name
  /// @param step from which it goes on; 0 at the start
  /// @param parameters that the student learns
  /// @param memoryBytes need predicted; NaN if not told
  /// @param mended what was changed in scans before they are learnt from, a line for each
  record Begin(
      String preset,
      int step,
      int totalSteps,
      long seed,
      double parameters,
      double memoryBytes,
      List<String> mended)
      implements RunEvent {
    public Begin {
      mended = List.copyOf(mended);
    }
  }

  /// How a step went; components are those of [PretrainReport].
  record Step(
      int step,
      int totalSteps,
      double loss,
      double mask,
      double roll,
      double local,
      double gradientLength,
      double learningRate,
      double stepSeconds,
      double waitSeconds,
      double pointsPerSecond,
      double memoryBytes,
      double remainingSeconds)
      implements RunEvent {}

  /// What was seen of the network between steps.
  ///
  /// @param levels finest first
  /// @param prototypeUse 0 to 1
  /// @param teacherEntropy of the targets
  /// @param heightR2 how well height is read off the features
  /// @param normalR2 the same of normals
  /// @param knn share of labelled voxels that their nearest neighbours name right
  /// @param probeMiou mean IoU of a linear probe
  /// @param preview path of a picture; empty if none
  record Watch(
      int step,
      List<LevelSpread> levels,
      double prototypeUse,
      double teacherEntropy,
      double heightR2,
      double normalR2,
      double knn,
      double probeMiou,
      String preview)
      implements RunEvent {
    public Watch {
      levels = List.copyOf(levels);
    }
  }

  /// How features of one level spread.
  ///
  /// @param level 0 is the finest
  /// @param channels of a feature
  /// @param deviation 0 all alike, 1 spread everywhere
  /// @param effectiveRank directions in use, up to `channels`
  record LevelSpread(int level, int channels, double deviation, double effectiveRank) {}

  /// Everything up to this step is on the disk.
  record Saved(int step) implements RunEvent {}

  /// It waits.
  record Paused() implements RunEvent {}

  /// It goes on.
  record Resumed() implements RunEvent {}

  /// It is over.
  ///
  /// @param message for people
  /// @param out where the weights are
  record End(Outcome outcome, String message, String out) implements RunEvent {}

  /// How a run ended.
  enum Outcome {
    DONE,
    STOPPED,
    FAILED
  }

  /// The event of a line; nothing if it is none, which is no reason to give up the others.
  static Optional<RunEvent> parse(String line) {
    try {
      JsonNode json = Reading.MAPPER.readTree(line);
      return json == null || !json.isObject() ? Optional.empty() : Reading.of(json);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /// Reads lines.
  final class Reading {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Reading() {}

    private static Optional<RunEvent> of(JsonNode json) {
      // Logs of the first runs have steps only, without a type.
      String type = json.path("type").asText(json.has("loss") ? "step" : "");
      return Optional.ofNullable(
          switch (type) {
            case "scans" -> new Scans(whole(json, "done"), whole(json, "count"));
            case "begin" ->
                new Begin(
                    json.path("preset").asText(""),
                    whole(json, "step"),
                    whole(json, "totalSteps"),
                    json.path("seed").asLong(0),
                    number(json, "parameters"),
                    number(json, "memoryBytes"),
                    json.path("mended").valueStream().map(JsonNode::asText).toList());
            case "step" -> step(json);
            case "watch" -> watch(json);
            case "saved" -> new Saved(whole(json, "step"));
            case "paused" -> new Paused();
            case "resumed" -> new Resumed();
            case "end" ->
                new End(
                    outcome(json.path("outcome").asText("")),
                    json.path("message").asText(""),
                    json.path("out").asText(""));
            default -> null;
          });
    }

    private static Step step(JsonNode json) {
      return new Step(
          whole(json, "step"),
          whole(json, "totalSteps"),
          number(json, "loss"),
          number(json, "mask"),
          number(json, "roll"),
          number(json, "local"),
          number(json, "gradientLength"),
          number(json, "learningRate"),
          number(json, "stepSeconds"),
          number(json, "waitSeconds"),
          number(json, "pointsPerSecond"),
          number(json, "memoryBytes"),
          number(json, "remainingSeconds"));
    }

    private static Watch watch(JsonNode json) {
      List<LevelSpread> levels = new ArrayList<>();
      for (JsonNode level : json.path("levels")) {
        levels.add(
            new LevelSpread(
                whole(level, "level"),
                whole(level, "channels"),
                number(level, "deviation"),
                number(level, "effectiveRank")));
      }
      return new Watch(
          whole(json, "step"),
          levels,
          number(json, "prototypeUse"),
          number(json, "teacherEntropy"),
          number(json, "heightR2"),
          number(json, "normalR2"),
          number(json, "knn"),
          number(json, "probeMiou"),
          json.path("preview").asText(""));
    }

    private static Outcome outcome(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "done" -> Outcome.DONE;
        case "stopped" -> Outcome.STOPPED;
        default -> Outcome.FAILED;
      };
    }

    private static int whole(JsonNode json, String name) {
      return json.path(name).asInt(0);
    }

    private static double number(JsonNode json, String name) {
      JsonNode value = json.path(name);
      return value.isNumber() ? value.doubleValue() : Double.NaN;
    }
  }
}
