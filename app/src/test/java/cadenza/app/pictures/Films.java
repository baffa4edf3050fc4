package cadenza.app.pictures;

import cadenza.app.SmallRoom;
import cadenza.render.HomeView;
import cadenza.render.Scene;
import cadenza.render.Turntable;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.List;

/// Small films for tests.
final class Films {
  static final PictureSize SIZE = new PictureSize(65, 48);

  private Films() {}

  static Subject subject(int scenes) {
    PointCloud room = SmallRoom.cloud();
    Scene scene = Scene.of(room);
    return new Subject(
        "room",
        scenes == 1 ? List.of(scene) : List.of(scene, scene.withColors(new int[SmallRoom.POINTS])),
        HomeView.of(room, 64, 48),
        new PictureSize(640, 480));
  }

  static Film film(int frames) {
    Subject subject = subject(1);
    return new Film(subject.scenes(), new Turntable(subject.camera(), frames, false), SIZE);
  }

  /// Cancelled once so many steps have been reported.
  static Progress cancelledAfter(int reports) {
    return new Progress() {
      private int seen;

      @Override
      public void report(double fraction, String step) {
        seen++;
      }

      @Override
      public boolean isCancelled() {
        return seen >= reports;
      }
    };
  }
}
