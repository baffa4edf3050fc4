package cadenza.render.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.Overlay;
import cadenza.render.Picture;
import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.render.gl.GlRenderer;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.PointCloud;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayPainterTest {
  private static final int WIDTH = 330;
  private static final int HEIGHT = 200;
  private static final int GREEN = 0xff00ff00;
  private static final Scene SCENE =
      Scene.of(wall()).withStyle(Style.DEFAULT.withSeeThroughWalls(false));

  /// A dense wall in the plane x = 0, 2 m wide and high, seen from +x.
  private static PointCloud wall() {
    int edge = 300;
    float[] xyz = new float[3 * edge * edge];
    for (int i = 0; i < edge * edge; i++) {
      xyz[3 * i + 1] = 2f * (i % edge) / (edge - 1) - 1;
      xyz[3 * i + 2] = 2f * Math.floorDiv(i, edge) / (edge - 1) - 1;
    }
    return PointCloud.builder(xyz).build();
  }

  private static Camera camera(boolean orthographic) {
    return new Camera(Vec3.ZERO, 3, 0, 0, 1, orthographic);
  }

  private static Overlay.Line line(Vec3 from, Vec3 to, double width, double hidden) {
    return new Overlay.Line(from, to, GREEN, width, hidden);
  }

  private static Frame draw(Scene scene, Camera camera, Overlay.Line... lines) {
    return Picture.of(scene.withOverlay(new Overlay(List.of(lines), null)), camera, WIDTH, HEIGHT);
  }

  private static int green(int argb) {
    return (argb >> 8 & 0xff) - (argb & 0xff);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLineIsFullBeforeAndFaintBehindThePoints(boolean orthographic) {
    Camera camera = camera(orthographic);
    for (double x : new double[] {0.5, -0.5}) {
      Frame frame = draw(SCENE, camera, line(new Vec3(x, -0.6, 0), new Vec3(x, 0.6, 0), 15, 0.3));
      Frame bare = Picture.of(SCENE, camera, WIDTH, HEIGHT);
      int at = HEIGHT / 2 * WIDTH + WIDTH / 2;
      int expected = x > 0 ? 255 : (int) (0.3 * 255 + 0.7 * green(bare.pixels()[at]));
      assertThat(green(frame.pixels()[at])).isBetween(expected - 6, expected + 6);
      // Nothing beyond its ends and its width.
      assertThat(frame.pixels()[at + 10 * WIDTH]).isEqualTo(bare.pixels()[at + 10 * WIDTH]);
      int beyond = HEIGHT / 2 * WIDTH + WIDTH / 2 + 90;
      assertThat(frame.pixels()[beyond]).isEqualTo(bare.pixels()[beyond]);
    }
  }

  @Test
  void aLineThatPiercesTheWallIsHiddenFromThereOn() {
    Camera camera = new Camera(Vec3.ZERO, 3, 0.5, 0.3, 1, false);
    Vec3 from = new Vec3(0.8, -0.3, -0.2);
    Vec3 to = new Vec3(-0.8, 0.3, 0.2);
    Frame frame = draw(SCENE, camera, line(from, to, 10, 0));
    Frame bare = Picture.of(SCENE, camera, WIDTH, HEIGHT);
    for (double t = 0.05; t < 0.96; t += 0.05) {
      double[] place = camera.project(from.lerp(to, t), WIDTH, HEIGHT);
      int at = ((int) place[1]) * WIDTH + (int) place[0];
      if (t < 0.47) {
        assertThat(green(frame.pixels()[at])).as("at %s", t).isGreaterThan(200);
      } else if (t > 0.53) {
        assertThat(frame.pixels()[at]).as("at %s", t).isEqualTo(bare.pixels()[at]);
      }
    }
  }

  @Test
  void aLineIsCutWhereItPassesTheEye() {
    Camera camera = camera(false);
    // Runs from behind the eye to the wall's upper edge.
    Frame frame = draw(SCENE, camera, line(new Vec3(20, 0, -3), new Vec3(0.1, 0, 0.5), 10, 0));
    double[] end = camera.project(new Vec3(0.1, 0, 0.49), WIDTH, HEIGHT);
    assertThat(green(frame.pixels()[((int) end[1]) * WIDTH + (int) end[0]])).isGreaterThan(200);
    Frame behind = draw(SCENE, camera, line(new Vec3(20, 0, -3), new Vec3(9, 0, 0.5), 10, 0));
    assertThat(behind.pixels()).isEqualTo(Picture.of(SCENE, camera, WIDTH, HEIGHT).pixels());
  }

  @Test
  void edgesOfLinesAreSmooth() {
    Scene nothing = Scene.of(Rooms.cube(1, 1)).withStyle(Style.DEFAULT.withEdlStrength(0));
    Frame frame =
        draw(
            nothing,
            camera(true),
            line(new Vec3(0.2, -0.7, -0.31), new Vec3(0.2, 0.7, 0.4), 15, 1));
    int between = 0;
    for (int pixel : frame.pixels()) {
      between += green(pixel) > 40 && green(pixel) < 200 ? 1 : 0;
    }
    assertThat(between).isGreaterThan(100);
  }

  private static Selection square(double half) {
    PointCloud cloud = SCENE.cloud();
    BitSet points = new BitSet();
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (Math.abs(cloud.world(i, 1)) < half && Math.abs(cloud.world(i, 2)) < half) {
        points.set(i);
      }
    }
    return Selection.of(cloud.pointCount(), points);
  }

  private static int orange(int argb) {
    return (argb >> 16 & 0xff) - (argb & 0xff);
  }

  @Test
  void selectedPointsAreTintedAndOutlined() {
    Camera camera = camera(true);
    Overlay overlay = new Overlay(List.of(), square(0.4));
    int size = 1000;
    Frame bare = Picture.of(SCENE, camera, size, size);
    Frame frame = Picture.of(SCENE.withOverlay(overlay), camera, size, size);
    double pixels = 1 / camera.metersPerPixel(3, size);
    int row = size / 2 * size;
    int edge = size / 2 + (int) Math.round(0.4 * pixels);
    assertThat(orange(frame.pixels()[row + size / 2])).as("tint").isBetween(40, 160);
    int widest = 0;
    int count = 0;
    for (int x = edge - 12; x < edge + 12; x++) {
      widest = Math.max(widest, orange(frame.pixels()[row + x]));
      count += orange(frame.pixels()[row + x]) > 190 ? 1 : 0;
    }
    assertThat(widest).as("outline").isGreaterThan(190);
    assertThat(count).isBetween(2, 3);
    for (int x = edge + 12; x < size; x++) {
      assertThat(frame.pixels()[row + x]).isEqualTo(bare.pixels()[row + x]);
    }
  }

  @Test
  void theFirstAndLastColumnsArePaintedLikeTheOthers() {
    Camera near = new Camera(Vec3.ZERO, 0.5, 0, 0, 1, false);
    for (int width : new int[] {64, 65, 127, 128}) {
      Overlay overlay = new Overlay(List.of(), Selection.all(SCENE.cloud().pointCount()));
      Frame frame = Picture.of(SCENE.withOverlay(overlay), near, width, 40);
      for (int pixel : frame.pixels()) {
        assertThat(orange(pixel)).isBetween(30, 170);
      }
    }
  }

  @Test
  void anEmptyOverlayChangesNothing() {
    Camera camera = camera(false);
    Overlay nothing = new Overlay(List.of(), Selection.none(SCENE.cloud().pointCount()));
    Frame bare = Picture.of(SCENE, camera, WIDTH, HEIGHT);
    assertThat(Picture.of(SCENE.withOverlay(nothing), camera, WIDTH, HEIGHT).pixels())
        .isEqualTo(bare.pixels());
    new OverlayPainter().paint(new Frame(10, 10));
  }

  @Test
  void theNextPictureOfARendererIsNotPaintedOver() {
    Overlay overlay = new Overlay(List.of(), Selection.all(SCENE.cloud().pointCount()));
    Camera camera = camera(false);
    for (FrameBudget budget : List.of(FrameBudget.complete(), FrameBudget.motion(0.01))) {
      try (SplatRenderer renderer = new SplatRenderer(2)) {
        assertPaintedAnew(renderer, budget, overlay, camera);
      }
      FrameRenderer openGl = GlRenderer.tryOpen(true).renderer();
      if (openGl != null) {
        try (openGl) {
          assertPaintedAnew(openGl, budget, overlay, camera);
        }
      }
    }
  }

  private static void assertPaintedAnew(
      FrameRenderer renderer, FrameBudget budget, Overlay overlay, Camera camera) {
    Frame frame = new Frame(WIDTH, HEIGHT);
    renderer.render(SCENE.withOverlay(overlay), camera, budget, frame);
    new OverlayPainter().paint(frame);
    renderer.render(SCENE, camera, FrameBudget.complete(), frame);
    int[] bare = frame.pixels().clone();
    renderer.render(SCENE.withOverlay(overlay), camera, FrameBudget.refine(20), frame);
    new OverlayPainter().paint(frame);
    assertThat(frame.pixels()).isNotEqualTo(bare);
    renderer.render(SCENE, camera, FrameBudget.refine(20), frame);
    assertThat(frame.pixels()).isEqualTo(bare);
  }

  @Test
  void stripsOfALargePictureArePaintedAlike() {
    Camera camera = camera(false);
    Overlay overlay =
        new Overlay(
            List.of(line(new Vec3(0.3, -0.9, -0.5), new Vec3(0.3, 0.9, 0.6), 4, 1)), square(0.5));
    Scene scene = SCENE.withOverlay(overlay);
    Frame whole = Picture.of(scene, camera, WIDTH, HEIGHT);
    Frame shifted = Picture.of(scene, camera.withShift(0.25), WIDTH, HEIGHT);
    int off = (int) Math.round(0.25 * HEIGHT);
    int different = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH - off; x++) {
        int one = orange(whole.pixels()[y * WIDTH + x]);
        int other = orange(shifted.pixels()[y * WIDTH + x + off]);
        different += Math.abs(one - other) > 24 ? 1 : 0;
      }
    }
    assertThat(different).isLessThan(WIDTH * HEIGHT / 200);
  }

  @Test
  void transparentPicturesKeepTheirTransparency() {
    assertThat(Blend.over(0, GREEN, 128)).isEqualTo(0x7f007f00);
    assertThat(Blend.over(0xff102030, 0xffffffff, 256)).isEqualTo(0xffffffff);
    assertThat(Blend.over(0x80102030, 0xffffffff, 0)).isEqualTo(0x80102030);
  }
}
