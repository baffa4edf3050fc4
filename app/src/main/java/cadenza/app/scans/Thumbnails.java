package cadenza.app.scans;

import cadenza.app.workspace.Thumbnail;
import cadenza.render.Background;
import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.HomeView;
import cadenza.render.Picture;
import cadenza.render.PointSize;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.scan.PointCloud;

/// Draws the small pictures of the scan list.
final class Thumbnails {
  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;
  private static final Background BACKGROUND = new Background(0xff2b323d, 0xff2b323d);

  private Thumbnails() {}

  static Thumbnail of(PointCloud cloud) {
    Style style =
        Style.DEFAULT
            .withPointSize(PointSize.adaptive(1.4))
            .withEdlStrength(0)
            .withSeeThroughWalls(true)
            .withBackground(BACKGROUND);
    Camera camera = HomeView.of(cloud, WIDTH, HEIGHT);
    Frame frame =
        Picture.of(Scene.of(cloud).withNormals(null).withStyle(style), camera, WIDTH, HEIGHT);
    return new Thumbnail(WIDTH, HEIGHT, frame.pixels().clone());
  }
}
