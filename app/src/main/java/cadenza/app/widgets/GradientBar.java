package cadenza.app.widgets;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/// A bar that shows a ramp of colours from left to right.
public final class GradientBar extends Region {
  private static final int MOST_STOPS = 32;
  private static final CornerRadii ROUND = new CornerRadii(3);

  public GradientBar(double height) {
    setMinHeight(height);
    setMaxHeight(height);
    setMaxWidth(Double.MAX_VALUE);
  }

  /// @param argb opaque colours from the left end to the right one, at least two
  public void show(int[] argb) {
    int count = Math.min(argb.length, MOST_STOPS);
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double t = i / (count - 1.0);
      int color = argb[(int) Math.round(t * (argb.length - 1))];
      stops.add(new Stop(t, Color.rgb(color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff)));
    }
    LinearGradient gradient = new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    setBackground(new Background(new BackgroundFill(gradient, ROUND, null)));
  }
}
