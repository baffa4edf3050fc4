package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.Scene;
import java.util.List;

/// What a picture is taken of: what the window shows.
///
/// @param name of the scan, without extension
/// @param scenes one, or two where the picture is split
/// @param window size of the shown picture in pixels, both halves together
public record Subject(String name, List<Scene> scenes, Camera camera, PictureSize window) {
  public Subject {
    scenes = List.copyOf(scenes);
  }

  boolean isSplit() {
    return scenes.size() > 1;
  }

  long pointCount() {
    return scenes.getFirst().cloud().pointCount();
  }
}
