package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.Vec3;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Set;

/// A view as text that a person can copy, keep and give to `cadenza render --camera`: `{"eye": [x,
/// y, z], "target": [x, y, z], "fov": degrees, "orthographic": false}`, in metres.
///
/// The target is what the camera turns about. Straight up or down, where eye and target leave the
/// direction open, `yaw` (degrees from +x towards +y) tells it.
public final class CameraJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KEYS = Set.of("eye", "target", "fov", "orthographic", "yaw");
  private static final String EXAMPLE =
      "{\"eye\": [4, -3, 2], \"target\": [0, 0, 1], \"fov\": 46, \"orthographic\": false}";

  /// Widest and narrowest angle of view, in degrees.
  public static final double MIN_FOV = 1;

  public static final double MAX_FOV = 150;

  private CameraJson() {}

  /// The camera as one line of text.
  public static String write(Camera camera) {
    return String.format(
        Locale.ROOT,
        "{\"eye\": %s, \"target\": %s, \"yaw\": %.3f, \"fov\": %.2f, \"orthographic\": %s}",
        words(camera.eye()),
        words(camera.target()),
        Math.toDegrees(camera.yawRadians()),
        Math.toDegrees(camera.fieldOfViewRadians()),
        camera.orthographic());
  }

  private static String words(Vec3 point) {
    return String.format(Locale.ROOT, "[%.4f, %.4f, %.4f]", point.x(), point.y(), point.z());
  }

  /// Reads what [#write] wrote, or a person.
  ///
  /// @throws IllegalArgumentException with what is wrong and an example
  public static Camera parse(String text) {
    JsonNode json = read(text);
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!KEYS.contains(name)) {
            throw wrong("it has no \"" + name + "\"");
          }
        });
    double fov = json.path("fov").asDouble(Math.toDegrees(Camera.DEFAULT_FIELD_OF_VIEW));
    if (!(fov >= MIN_FOV && fov <= MAX_FOV)) {
      throw wrong("its \"fov\" may be 1 to 150 degrees");
    }
    Camera camera;
    try {
      camera = Camera.lookingAt(point(json, "eye"), point(json, "target"), Math.toRadians(fov));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    boolean straight = Math.abs(camera.pitchRadians()) > Math.toRadians(89.9);
    double yaw =
        straight && json.has("yaw")
            ? Math.toRadians(json.get("yaw").asDouble())
            : camera.yawRadians();
    return new Camera(
        camera.target(),
        camera.distance(),
        yaw,
        camera.pitchRadians(),
        camera.fieldOfViewRadians(),
        json.path("orthographic").asBoolean(false));
  }

  private static JsonNode read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw wrong("that is no JSON");
    }
    throw wrong("that is no JSON object");
  }

  private static Vec3 point(JsonNode json, String name) {
    JsonNode node = json.path(name);
    if (!node.isArray()
        || node.size() != 3
        || !node.get(0).isNumber()
        || !node.get(1).isNumber()
        || !node.get(2).isNumber()) {
      throw new IllegalArgumentException("its \"" + name + "\" is three numbers in metres");
    }
    return new Vec3(node.get(0).asDouble(), node.get(1).asDouble(), node.get(2).asDouble());
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("a camera is like " + EXAMPLE + "; " + what);
  }
}
