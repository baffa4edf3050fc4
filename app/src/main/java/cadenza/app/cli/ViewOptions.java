package cadenza.app.cli;

import cadenza.app.pictures.CameraJson;
import cadenza.app.pictures.PictureSize;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.HomeView;
import cadenza.render.StandardView;
import cadenza.render.Turntable;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a picture is taken from: a named view, or a camera in numbers.
final class ViewOptions {
  /// Views that have a name; all frame what is to be seen.
  enum View {
    HOME(null),
    FRONT(StandardView.FRONT),
    BACK(StandardView.BACK),
    LEFT(StandardView.LEFT),
    RIGHT(StandardView.RIGHT),
    TOP(StandardView.TOP),
    BOTTOM(StandardView.BOTTOM),
    ISO(StandardView.ISO);

    private final @Nullable StandardView direction;

    View(@Nullable StandardView direction) {
      this.direction = direction;
    }
  }

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description = "${COMPLETION-CANDIDATES}, in any case; frames the scan (default: HOME)")
  private @Nullable View view;

  @Option(
      names = "--camera",
      paramLabel = "JSON|FILE",
      description =
          "A view as the window copies it (View > Copy view), or a file that holds it:"
              + " {\"eye\": [x,y,z], \"target\": [x,y,z], \"fov\": degrees, \"orthographic\": false}")
  private @Nullable String camera;

  @Option(
      names = "--eye",
      paramLabel = "x,y,z",
      description = "Where the camera is, in metres; with --target")
  private @Nullable String eye;

  @Option(
      names = "--target",
      paramLabel = "x,y,z",
      description = "What it looks at and a turntable turns about; with --eye")
  private @Nullable String target;

  @Option(
      names = "--fov",
      paramLabel = "DEGREES",
      description = "Vertical angle of view, 1 to 150 (default: 46)")
  private @Nullable Double fov;

  @Option(names = "--orthographic", description = "Without perspective")
  private boolean orthographic;

  /// Checks the options and gives what draws the camera of a cloud.
  ///
  /// @throws IllegalArgumentException naming the option that is wrong and what is allowed
  Shot shot() {
    boolean points = eye != null || target != null;
    int ways = (view != null ? 1 : 0) + (camera != null ? 1 : 0) + (points ? 1 : 0);
    if (ways > 1) {
      throw new IllegalArgumentException("choose one of --view, --camera, and --eye with --target");
    }
    double degrees = fov == null ? Math.toDegrees(Camera.DEFAULT_FIELD_OF_VIEW) : fov;
    if (!(degrees >= CameraJson.MIN_FOV && degrees <= CameraJson.MAX_FOV)) {
      throw new IllegalArgumentException("--fov: " + degrees + " is not within 1 to 150 degrees");
    }
    if (camera != null) {
      return new Shot(fromJson(camera), null, degrees);
    }
    if (points) {
      return new Shot(fromPoints(degrees), null, degrees);
    }
    return new Shot(null, view == null ? View.HOME : view, degrees);
  }

  private Camera fromJson(String text) {
    if (fov != null) {
      throw new IllegalArgumentException("--fov: say it in --camera as \"fov\"");
    }
    try {
      String json = text.strip().startsWith("{") ? text : Files.readString(Path.of(text));
      Camera parsed = CameraJson.parse(json);
      return orthographic ? parsed.withOrthographic(true) : parsed;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--camera: neither JSON nor a file that can be read: " + text, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--camera: " + e.getMessage(), e);
    }
  }

  private Camera fromPoints(double degrees) {
    if (eye == null || target == null) {
      throw new IllegalArgumentException("--eye and --target belong together; give both");
    }
    Vec3 from = point("--eye", eye);
    Vec3 to = point("--target", target);
    if (from.distance(to) < 1e-3) {
      throw new IllegalArgumentException("--eye and --target are the same point");
    }
    return Camera.lookingAt(from, to, Math.toRadians(degrees)).withOrthographic(orthographic);
  }

  private static Vec3 point(String option, String text) {
    double[] xyz = Numbers.parse(option, text, 3, "x,y,z in metres, like 1.5,-2,1.7");
    return new Vec3(xyz[0], xyz[1], xyz[2]);
  }

  /// What was chosen: a camera in numbers, or a view that waits for what it is to frame.
  final class Shot {
    private final @Nullable Camera fixed;
    private final @Nullable View named;
    private final double fovDegrees;

    private Shot(@Nullable Camera fixed, @Nullable View named, double fovDegrees) {
      this.fixed = fixed;
      this.named = named;
      this.fovDegrees = fovDegrees;
    }

    /// The camera for a cloud.
    ///
    /// @param clip box that is framed where it is smaller than the cloud, or null
    Camera camera(PointCloud cloud, @Nullable ClipBox clip, PictureSize size) {
      if (fixed != null || named == null) {
        return fixed == null ? Camera.home(cloud.bounds()) : fixed;
      }
      StandardView direction = named.direction;
      Camera home = HomeView.of(cloud, size.width(), size.height());
      boolean asItIs = direction == null && clip == null && !orthographic && fov == null;
      if (asItIs) {
        return home;
      }
      Camera turned = direction == null ? home : home.looking(direction);
      return turned
          .withFieldOfView(Math.toRadians(fovDegrees))
          .withOrthographic(orthographic)
          .framing(seen(cloud, clip), size.width(), size.height());
    }

    /// The camera that a turn of a cloud begins with: a named view keeps all of it in every
    /// picture.
    Camera turning(PointCloud cloud, @Nullable ClipBox clip, PictureSize size) {
      Camera camera = camera(cloud, clip, size);
      return fixed != null
          ? camera
          : Turntable.framing(camera, seen(cloud, clip), size.width(), size.height());
    }

    private static Bounds seen(PointCloud cloud, @Nullable ClipBox clip) {
      Bounds all = HomeView.bounds(cloud);
      if (clip == null) {
        return all;
      }
      double[] min = all.min().clone();
      double[] max = all.max().clone();
      double[] center = {clip.center().x(), clip.center().y(), clip.center().z()};
      for (int axis = 0; axis < 3; axis++) {
        min[axis] = Math.max(min[axis], center[axis] - clip.half(axis));
        max[axis] = Math.min(max[axis], center[axis] + clip.half(axis));
        if (!(min[axis] <= max[axis])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "--clip: nothing of the scan is in this box; it spans %s", all));
        }
      }
      return new Bounds(min, max);
    }
  }
}
