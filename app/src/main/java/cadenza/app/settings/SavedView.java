package cadenza.app.settings;

import cadenza.render.Camera;
import cadenza.render.Vec3;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A view of a scan that is kept by name.
///
/// @param slot key that goes there, 1 to 9, or 0 for none
public record SavedView(String name, int slot, Camera camera) {
  /// Views that have a key of their own.
  public static final int SLOTS = 9;

  private static final int FIELDS = 9;

  public SavedView {
    name = name.strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a view without a name");
    }
    if (slot < 0 || slot > SLOTS) {
      throw new IllegalArgumentException("view with key " + slot);
    }
  }

  public SavedView named(String newName) {
    return new SavedView(newName, slot, camera);
  }

  /// In one line; the name comes last, for it may hold anything.
  String asText() {
    Vec3 target = camera.target();
    return slot
        + " "
        + target.x()
        + " "
        + target.y()
        + " "
        + target.z()
        + " "
        + camera.distance()
        + " "
        + camera.yawRadians()
        + " "
        + camera.pitchRadians()
        + " "
        + camera.fieldOfViewRadians()
        + " "
        + (camera.orthographic() ? "orthographic" : "perspective")
        + " "
        + name;
  }

  /// What [#asText()] wrote; empty where it cannot be understood.
  static Optional<SavedView> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String[] fields = text.split(" ", FIELDS + 1);
    if (fields.length != FIELDS + 1) {
      return Optional.empty();
    }
    try {
      double[] numbers = new double[7];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(fields[i + 1]);
      }
      Camera camera =
          new Camera(
              new Vec3(numbers[0], numbers[1], numbers[2]),
              numbers[3],
              numbers[4],
              numbers[5],
              numbers[6],
              fields[8].equals("orthographic"));
      return Optional.of(new SavedView(fields[9], Integer.parseInt(fields[0]), camera));
    } catch (IllegalArgumentException notUnderstood) {
      return Optional.empty();
    }
  }
}
