package cadenza.app.probing;

/// Whether the probe also learns from raw local statistics: colour, normal and height around a
/// voxel.
public enum StatisticsChoice {
  AUTO("Automatic"),
  ON("On"),
  OFF("Off");

  private final String title;

  StatisticsChoice(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
