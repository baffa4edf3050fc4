package cadenza.app.probing;

/// How the probe's doubt is measured.
public enum Doubt {
  /// Of the probabilities of all classes: 0 sure, 1 all alike.
  ENTROPY("Entropy"),
  /// How near the second class comes to the first: 0 far, 1 as likely.
  MARGIN("Margin");

  private final String title;

  Doubt(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
