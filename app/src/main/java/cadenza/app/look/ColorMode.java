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
  PCA("PCA features");

  private final String title;

  ColorMode(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// Why this scan cannot be shown so, a sentence that says what to do; empty if it can.
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
      case PCA ->
          scan.encoding() != null ? "" : "Not encoded yet. Press Encode in the Features pane.";
    };
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
