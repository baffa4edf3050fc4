package cadenza.app.features;

/// Which principal channel becomes red, green and blue.
public enum AxisOrder {
  RGB("1 · 2 · 3", 0, 1, 2),
  RBG("1 · 3 · 2", 0, 2, 1),
  GRB("2 · 1 · 3", 1, 0, 2),
  GBR("2 · 3 · 1", 1, 2, 0),
  BRG("3 · 1 · 2", 2, 0, 1),
  BGR("3 · 2 · 1", 2, 1, 0);

  private final String title;
  private final int red;
  private final int green;
  private final int blue;

  AxisOrder(String title, int red, int green, int blue) {
    this.title = title;
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  public String title() {
    return title;
  }

  /// Channel that goes to red, green, blue (3).
  public int[] axes() {
    return new int[] {red, green, blue};
  }
}
