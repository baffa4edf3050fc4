package cadenza.app.cli;

import cadenza.render.Background;
import cadenza.render.ClipBox;
import cadenza.render.PointSize;
import cadenza.render.Style;
import cadenza.scan.Bounds;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How points look in a picture; what is not said is as in the window.
final class LookOptions {
  /// What lies behind the points.
  enum Backdrop {
    DARK,
    LIGHT,
    WHITE,
    BLACK,
    TRANSPARENT
  }

  /// Yes or no.
  enum Switch {
    ON,
    OFF
  }

  private static final double MAX_TIMES = 10;
  private static final double MAX_PIXELS = 200;
  private static final double MAX_EDL = 10;

  @Option(
      names = "--background",
      paramLabel = "COLOR",
      description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
  private Backdrop background = Backdrop.DARK;

  @Option(
      names = "--point-size",
      paramLabel = "N|Npx",
      description =
          "Times the spacing of the points, 0.1 to 10, or pixels, like 3px (default: ${DEFAULT-VALUE})")
  private String pointSize = "1";

  @Option(
      names = "--edl",
      paramLabel = "N|off",
      description = "Strength of eye-dome lighting, 0 to 10 (default: ${DEFAULT-VALUE})")
  private String edl = "1";

  @Option(
      names = "--clip",
      paramLabel = "minx,miny,minz,maxx,maxy,maxz",
      description = "Shows only what is in this box, in metres")
  private @Nullable String clip;

  @Option(
      names = "--see-through",
      paramLabel = "on|off",
      description =
          "Leaves out walls, floor and ceiling seen from outside (default: ${DEFAULT-VALUE})")
  private Switch seeThrough = Switch.ON;

  boolean isTransparent() {
    return background == Backdrop.TRANSPARENT;
  }

  /// @throws IllegalArgumentException naming the option that is wrong and what is allowed
  Style style() {
    return Style.DEFAULT
        .withPointSize(size())
        .withEdlStrength(strength())
        .withBackground(backdrop())
        .withSeeThroughWalls(seeThrough == Switch.ON);
  }

  /// The box to show, or null for all.
  ///
  /// @throws IllegalArgumentException naming the option and what is allowed
  @Nullable ClipBox clip() {
    if (clip == null) {
      return null;
    }
    String form = "minx,miny,minz,maxx,maxy,maxz in metres, each minimum below its maximum";
    double[] box = Numbers.parse("--clip", clip, 6, form);
    double[] min = {box[0], box[1], box[2]};
    double[] max = {box[3], box[4], box[5]};
    for (int axis = 0; axis < 3; axis++) {
      if (!(min[axis] < max[axis])) {
        throw new IllegalArgumentException("--clip: " + clip + " is not " + form);
      }
    }
    return ClipBox.of(new Bounds(min, max));
  }

  private Background backdrop() {
    return switch (background) {
      case DARK -> Background.DARK;
      case LIGHT -> Background.LIGHT;
      case WHITE -> Background.WHITE;
      case BLACK -> Background.BLACK;
      case TRANSPARENT -> Background.TRANSPARENT;
    };
  }

  private PointSize size() {
    String text = pointSize.strip().toLowerCase(Locale.ROOT);
    boolean pixels = text.endsWith("px");
    String number = pixels ? text.substring(0, text.length() - 2) : text;
    String form = "0.1 to 10 (times the spacing) or 1px to 200px";
    double value = Numbers.parse("--point-size", number, 1, form)[0];
    if (pixels ? value < 1 || value > MAX_PIXELS : value < 0.1 || value > MAX_TIMES) {
      throw new IllegalArgumentException("--point-size: " + pointSize + " is not " + form);
    }
    return pixels ? PointSize.fixed(value) : PointSize.adaptive(value);
  }

  private double strength() {
    if (edl.strip().equalsIgnoreCase("off")) {
      return 0;
    }
    String form = "a number from 0 to 10, or off";
    double value = Numbers.parse("--edl", edl, 1, form)[0];
    if (value < 0 || value > MAX_EDL) {
      throw new IllegalArgumentException("--edl: " + edl + " is not " + form);
    }
    return value;
  }
}
