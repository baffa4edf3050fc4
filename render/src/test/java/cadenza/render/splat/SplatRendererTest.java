package cadenza.render.splat;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.render.Background;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.Pick;
import cadenza.render.Picture;
import cadenza.render.PointSize;
import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplatRendererTest {
  private static final int WIDTH = 161;
  private static final int HEIGHT = 101;
  private static final Style PLAIN =
      new Style(PointSize.fixed(1), 0, Background.BLACK, false, false);

  private static Frame complete(SplatRenderer renderer, Scene scene, Camera camera) {
    Frame frame = new Frame(WIDTH, HEIGHT);
    renderer.render(scene, camera, FrameBudget.complete(), frame);
    return frame;
  }

  /// What is in front at each pixel, by trying every point with the camera's own arithmetic.
  private static int[] bruteForce(PointCloud cloud, Camera camera) {
    int[] nearest = new int[WIDTH * HEIGHT];
    double[] depths = new double[WIDTH * HEIGHT];
    Arrays.fill(nearest, -1);
    Arrays.fill(depths, Double.POSITIVE_INFINITY);
    for (int i = 0; i < cloud.pointCount(); i++) {
      double[] at =
          camera.project(
              new Vec3(cloud.world(i, 0), cloud.world(i, 1), cloud.world(i, 2)), WIDTH, HEIGHT);
      boolean inFront = camera.orthographic() || at[2] > camera.nearMeters();
      int x = (int) Math.floor(at[0]);
      int y = (int) Math.floor(at[1]);
      if (inFront && x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT) {
        if (at[2] < depths[y * WIDTH + x]) {
          depths[y * WIDTH + x] = at[2];
          nearest[y * WIDTH + x] = i;
        }
      }
    }
    return nearest;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPixelPicksTheNearestPoint(boolean orthographic) {
    PointCloud cloud = Rooms.cube(70_000, 5);
    Camera camera =
        new Camera(new Vec3(0.1, 0, 0), 2.2, 0.7, 0.4, 1, orthographic); // some points behind
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      Frame frame = complete(renderer, Scene.of(cloud).withStyle(PLAIN), camera);
      int[] expected = bruteForce(cloud, camera);
      int different = 0;
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int found = Pick.at(frame, x, y, 0).map(Pick::pointIndex).orElse(-1);
          different += found == expected[y * WIDTH + x] ? 0 : 1;
        }
      }
      // Floats against doubles: a point within a hair of the edge of a pixel may fall either side.
      assertThat(different).isLessThan(WIDTH * HEIGHT / 1000);
    }
  }

  @Test
  void pickTakesTheNearestPixelWithinTheRadius() {
    PointCloud cloud = PointCloud.builder(new float[] {0, 0, 0}).origin(3e6, 7e6, 100).build();
    Camera camera = new Camera(new Vec3(3e6, 7e6, 100), 2, 0, 0, 1, false);
    try (SplatRenderer renderer = new SplatRenderer(1)) {
      Frame frame = complete(renderer, Scene.of(cloud).withStyle(PLAIN), camera);
      assertThat(Pick.at(frame, WIDTH / 2 + 3, HEIGHT / 2, 2)).isEmpty();
      Optional<Pick> pick = Pick.at(frame, WIDTH / 2 + 3, HEIGHT / 2, 4);
      assertThat(pick).contains(new Pick(0, new Vec3(3e6, 7e6, 100)));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refiningEndsInThePictureOfOneGo(boolean orthographic) {
    Scene scene = Scene.of(Rooms.room(400_000, 6));
    Camera camera =
        Camera.home(scene.cloud().bounds(), WIDTH, HEIGHT).withOrthographic(orthographic);
    try (SplatRenderer patient = new SplatRenderer(2);
        SplatRenderer hasty = new SplatRenderer(1)) {
      Frame expected = complete(patient, scene, camera);
      assertThat(expected.stats().finished()).isTrue();
      Frame frame = new Frame(WIDTH, HEIGHT);
      hasty.render(scene, camera.orbit(0.1, 0), FrameBudget.motion(0.01), frame);
      hasty.render(scene, camera, FrameBudget.motion(0.01), frame);
      assertThat(frame.stats().complete()).isFalse();
      int steps = 0;
      while (!frame.stats().finished()) {
        hasty.render(scene, camera, FrameBudget.refine(0.01), frame);
        assertThat(++steps).isLessThan(500);
      }
      assertThat(steps).as("it took steps").isGreaterThan(5);
      assertThat(frame.pixels()).isEqualTo(expected.pixels());
      assertThat(frame.slots()).isEqualTo(expected.slots());
    }
  }

  @Test
  void everyStepOfRefiningShowsClosedSurfaces() {
    Scene scene = Scene.of(Rooms.room(400_000, 7));
    Camera camera = Camera.home(scene.cloud().bounds(), WIDTH, HEIGHT);
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      long whole = covered(complete(renderer, scene, camera));
      Frame frame = new Frame(WIDTH, HEIGHT);
      Camera other = camera.orbit(0.01, 0);
      renderer.render(scene, other, FrameBudget.motion(0.01), frame);
      assertThat(covered(frame)).isGreaterThan(whole * 97 / 100);
      for (int step = 0; step < 10; step++) {
        renderer.render(scene, other, FrameBudget.refine(0.01), frame);
        assertThat(covered(frame)).isGreaterThan(whole * 97 / 100);
      }
    }
  }

  private static long covered(Frame frame) {
    return Arrays.stream(frame.slots()).filter(slot -> slot >= 0).count();
  }

  @Test
  void newColorsAndStylesOnKnownGeometryGiveThePictureOfAFreshRenderer() {
    PointCloud cloud = Rooms.room(100_000, 8);
    Scene first = Scene.of(cloud);
    int[] other = Scene.ownColors(cloud);
    for (int i = 0; i < other.length; i++) {
      other[i] ^= 0x00ff8040;
    }
    Camera camera = Camera.home(cloud.bounds(), WIDTH, HEIGHT);
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      complete(renderer, first, camera);
      for (Scene changed :
          new Scene[] {
            first.withColors(other),
            first.withStyle(Style.DEFAULT.withEdlStrength(0)),
            first.withStyle(Style.DEFAULT.withBackground(Background.LIGHT)),
            first.withStyle(Style.DEFAULT.withPointSize(PointSize.fixed(3))),
            first.withStyle(Style.DEFAULT.withAntiAliased(false)),
            first.withClip(new ClipBox(new Vec3(1, 1, 1), new Vec3(1, 1, 1), 0.5)),
          }) {
        assertThat(complete(renderer, changed, camera).pixels())
            .isEqualTo(Picture.of(changed, camera, WIDTH, HEIGHT).pixels());
      }
    }
  }

  @Test
  void pictureDoesNotDependOnThreads() {
    Scene scene = Scene.of(Rooms.room(100_000, 9));
    Camera camera = Camera.home(scene.cloud().bounds(), WIDTH, HEIGHT);
    try (SplatRenderer one = new SplatRenderer(1);
        SplatRenderer three = new SplatRenderer(3)) {
      assertThat(complete(three, scene, camera).pixels())
          .isEqualTo(complete(one, scene, camera).pixels());
    }
  }

  @Test
  void hiddenAndClippedPointsAreNotDrawn() {
    PointCloud cloud = Rooms.cube(5_000, 10);
    BitSet visible = new BitSet();
    visible.set(0, 2_500);
    ClipBox clip = ClipBox.of(new Bounds(new double[] {-1, -1, -1}, new double[] {1, 1, 0}));
    Scene scene = Scene.of(cloud).withStyle(PLAIN).withVisible(visible).withClip(clip);
    Camera camera = Camera.home(cloud.bounds(), WIDTH, HEIGHT);
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      Frame frame = complete(renderer, scene, camera);
      int seen = 0;
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int point = frame.pointAt(x, y);
          if (point >= 0) {
            seen++;
            assertThat(point).isLessThan(2_500);
            assertThat(cloud.world(point, 2)).isLessThanOrEqualTo(0);
          }
        }
      }
      assertThat(seen).isGreaterThan(800);
    }
  }

  @Test
  void seeingThroughWallsShowsTheFurniture() {
    PointCloud cloud = Rooms.room(100_000, 11);
    Camera camera = Camera.home(cloud.bounds(), WIDTH, HEIGHT);
    int box = Picture.of(Scene.of(cloud), camera, WIDTH, HEIGHT).pointAt(WIDTH / 2, HEIGHT / 2);
    assertThat(cloud.world(box, 2)).isLessThan(1.1);
    Scene closed = Scene.of(cloud).withStyle(Style.DEFAULT.withSeeThroughWalls(false));
    int shell = Picture.of(closed, camera, WIDTH, HEIGHT).pointAt(WIDTH / 2, HEIGHT / 2);
    double height = cloud.world(shell, 2);
    assertThat(height > 2.49 || cloud.world(shell, 1) < 0.01).isTrue();
  }

  @Test
  void givenNormalsDecideWhatFacesAway() {
    // Two planes one behind the other; the front one faces away.
    float[] xyz = {0, -1, 0, 0, 1, 0};
    float[] normals = {0, 1, 0, 0, -1, 0};
    PointCloud cloud = PointCloud.builder(xyz).build();
    Camera front = new Camera(Vec3.ZERO, 5, -Math.PI / 2, 0, 1, false);
    Style style = PLAIN.withSeeThroughWalls(true);
    Scene scene = Scene.of(cloud).withNormals(normals).withStyle(style);
    assertThat(Picture.of(scene, front, 3, 3).pointAt(1, 1)).isEqualTo(1);
    assertThat(Picture.of(scene.withStyle(PLAIN), front, 3, 3).pointAt(1, 1)).isEqualTo(0);
  }

  @Test
  void skipsPointsThatAreNone() {
    float nan = Float.NaN;
    PointCloud cloud = PointCloud.builder(new float[] {nan, 0, 0, 0, 0, 0, 0, nan, nan}).build();
    Camera camera = new Camera(Vec3.ZERO, 2, 0, 0, 1, false);
    Frame frame = Picture.of(Scene.of(cloud).withStyle(PLAIN), camera, WIDTH, HEIGHT);
    assertThat(covered(frame)).isEqualTo(1);
    assertThat(frame.pointAt(WIDTH / 2, HEIGHT / 2)).isEqualTo(1);
  }

  @Test
  void emptyCloudGivesTheBackground() {
    Scene scene =
        Scene.of(PointCloud.builder(new float[0]).build())
            .withStyle(Style.DEFAULT.withBackground(Background.WHITE));
    Frame frame = Picture.of(scene, Camera.home(scene.cloud().bounds()), 20, 10);
    assertThat(frame.pixels()).containsOnly(0xffffffff);
    assertThat(frame.stats().finished()).isTrue();
    assertThat(Pick.at(frame, 5, 5, 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tinyPicturesAreFine(int size) {
    Scene scene = Scene.of(Rooms.room(70_000, 12));
    Camera camera = Camera.home(scene.cloud().bounds(), size, size);
    Frame frame = Picture.of(scene, camera, size, size);
    assertThat(frame.pixels()).doesNotContain(0);
    try (SplatRenderer renderer = new SplatRenderer(2)) {
      renderer.render(scene, camera, FrameBudget.motion(0), frame);
      assertThat(frame.pixels()).doesNotContain(0);
    }
  }

  @Test
  void transparentBackgroundStaysTransparent() {
    PointCloud cloud = PointCloud.builder(new float[] {0, 0, 0}).build();
    Scene scene = Scene.of(cloud).withStyle(Style.DEFAULT.withBackground(Background.TRANSPARENT));
    Frame frame = Picture.of(scene, new Camera(Vec3.ZERO, 2, 0, 0, 1, false), 9, 9);
    assertThat(frame.pixels()[0]).isZero();
    assertThat(frame.pixels()[4 * 9 + 4] >>> 24).isPositive();
  }
}
