package cadenza.app.look;

import cadenza.app.workspace.OpenScan;
import cadenza.scan.Attribute;

/// What the colour of a point says.
public enum ColorMode {
  RGB("Colour"),
  HEIGHT("Height"),
  NORMAL("Normal"),
  INTENSITY("Intensity"),
  LABEL("Labels"),
  PCA("PCA features"),
  SIMILARITY("Similarity"),
  ANNOTATION("My labels"),
  PREDICTION("Prediction"),
  PROBABILITY("Probability"),
  UNCERTAINTY("Uncertainty"),
  ERROR("Error");

  private final String title;

  ColorMode(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Whether another model computes the colours and gives them to [LookModel#put].
  public boolean isLayer() {
    return ordinal() >= SIMILARITY.ordinal();
  }

  /// Why this scan cannot be shown so, a sentence that says what to do; empty if it can. Of a
  /// layer, what it waits for.
  public String missing(OpenScan scan) {
    return switch (this) {
      case RGB -> scan.cloud().colors() != null ? "" : "This scan has no colours.";
      case HEIGHT -> "";
      case NORMAL ->
          scan.cloud().normals() != null
              ? ""
              : "This scan has no normals. Estimate them in the Features pane.";
      case INTENSITY ->
          scan.cloud().attribute(Attribute.INTENSITY).isPresent()
              ? ""
              : "This scan has no intensity.";
      case LABEL -> scan.labels().isPresent() ? "" : "This scan has no labels.";
      case PCA -> encoded(scan);
      case SIMILARITY ->
          scan.encoding() == null ? encoded(scan) : "Click a place in the picture to compare with.";
      case ANNOTATION -> "No labels yet. Choose a class in Annotate and paint with it.";
      case PREDICTION, PROBABILITY, UNCERTAINTY ->
          scan.encoding() == null ? encoded(scan) : "Label two classes in Annotate first.";
      case ERROR ->
          scan.labels().isEmpty()
              ? "This scan brings no labels to compare with."
              : "Needs a prediction: label two classes in Annotate first.";
    };
  }

  private static String encoded(OpenScan scan) {
    return scan.encoding() != null ? "" : "Not encoded yet. Press Encode in the Features pane.";
  }

  /// The most telling mode a scan offers when it is opened.
  public static ColorMode bestFor(OpenScan scan) {
    for (ColorMode mode : new ColorMode[] {RGB, NORMAL, INTENSITY}) {
      if (mode.missing(scan).isEmpty()) {
        return mode;
      }
    }
    return HEIGHT;
  }
}
