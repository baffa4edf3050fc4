package cadenza.app.viewport;

import cadenza.render.Camera;
import javafx.beans.property.ObjectProperty;

/// Brings the camera to where it shall be.
public interface CameraGlide {
  /// Moves the camera to `destination`, at once or over a moment.
  void to(ObjectProperty<Camera> camera, Camera destination);

  /// Leaves the camera where it is now.
  void stop();

  /// Goes there at once.
  static CameraGlide immediate() {
    return new CameraGlide() {
      @Override
      public void to(ObjectProperty<Camera> camera, Camera destination) {
        camera.set(destination);
      }

      @Override
      public void stop() {}
    };
  }
}
