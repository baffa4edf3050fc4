package cadenza.app.pretrain;

import cadenza.sonata.pretrain.Preset;
import java.util.Locale;

/// Whose numbers a run begins with, and what a person should know before choosing them.
public enum PresetChoice {
  STARTER(
      "Starter, 7 million parameters",
      "For two processor cores: about two seconds a step, learns in about an hour."),
  SMALL(
      "Small, 39 million parameters",
      "The paper's recipe for a smaller network, 16 scenes a step: for a GPU, or for days of"
          + " patience."),
  BASE(
      "Base, 108 million parameters",
      "The paper's network and numbers. Needs a GPU with much memory: on processors a single step "
          + "of 96 scenes takes hours.");

  private final String title;
  private final String text;

  PresetChoice(String title, String text) {
    this.title = title;
    this.text = text;
  }

  public String title() {
    return title;
  }

  /// What it is for, a sentence or two.
  public String text() {
    return text;
  }

  /// What the command line calls it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its numbers.
  ///
  /// @param totalSteps the schedules' length
  public Preset preset(int totalSteps) {
    return switch (this) {
      case STARTER -> Preset.starter(totalSteps);
      case SMALL -> Preset.small(totalSteps);
      case BASE -> Preset.base(totalSteps);
    };
  }
}
