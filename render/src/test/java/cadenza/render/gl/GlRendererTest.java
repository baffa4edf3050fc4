package cadenza.render.gl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.Pick;
import cadenza.render.Picture;
import cadenza.render.Pictures;
import cadenza.render.RendererChoice;
import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On whatever OpenGL there is, in software too; skipped where there is none.
class GlRendererTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 150;
  private static GlRenderer renderer;

  @BeforeAll
  static void open() {
    GlRenderer.Opened opened = GlRenderer.tryOpen(true);
    assumeTrue(opened.renderer() != null, opened.reason());
    renderer = opened.renderer();
  }

  @AfterAll
  static void close() {
    if (renderer != null) {
      renderer.close();
    }
  }

  private static Frame complete(Scene scene, Camera camera) {
    Frame frame = new Frame(WIDTH, HEIGHT);
    renderer.render(scene, camera, FrameBudget.complete(), frame);
    return frame;
  }

  private static void assertSamePicture(Scene scene, Camera camera) {
    Frame actual = complete(scene, camera);
    Frame expected = Picture.of(scene, camera, WIDTH, HEIGHT);
    assertThat(actual.stats().finished()).isTrue();
    // Discs that hang over the edge of the picture may be cut by the driver, and sums of floats
    // may round differently.
    Pictures.assertSimilar(actual.pixels(), expected.pixels(), 1, WIDTH * HEIGHT / 200);
    // Where discs of one plane overlap, rounding decides which point is in front; it is one nearby.
    PointCloud cloud = scene.cloud();
    int different = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int one = actual.pointAt(x, y);
        int other = expected.pointAt(x, y);
        boolean near = one == other;
        if (one >= 0 && other >= 0) {
          double dx = cloud.world(one, 0) - cloud.world(other, 0);
          double dy = cloud.world(one, 1) - cloud.world(other, 1);
          double dz = cloud.world(one, 2) - cloud.world(other, 2);
          near = Math.sqrt(dx * dx + dy * dy + dz * dz) < 0.2;
        }
        different += near ? 0 : 1;
      }
    }
    assertThat(different).as("pixels that show another place").isLessThan(WIDTH * HEIGHT / 200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cadenza.render.SnapshotTest#views")
  void drawsWhatTheJavaRendererDraws(String name, Scene scene, Camera camera) {
    assertSamePicture(scene, camera);
  }

  @Test
  void hidesClipsAndCullsAsTheJavaRenderer() {
    PointCloud cloud = Rooms.room(60_000, 3);
    float[] normals = new float[3 * cloud.pointCount()];
    BitSet visible = new BitSet();
    for (int i = 0; i < cloud.pointCount(); i++) {
      normals[3 * i + 2] = 1;
      visible.set(i, i % 5 != 0);
    }
    Camera camera = Camera.home(cloud.bounds(), WIDTH, HEIGHT);
    Scene scene = Scene.of(cloud);
    assertSamePicture(scene.withVisible(visible), camera);
    assertSamePicture(
        scene.withClip(new ClipBox(new Vec3(1.5, 1.5, .75), new Vec3(1.5, 1.5, .75), 0.4)), camera);
    assertSamePicture(scene.withNormals(normals), camera);
    assertSamePicture(scene, camera);
  }

  @Test
  void refiningEndsInThePictureOfOneGo() {
    Scene scene = Scene.of(Rooms.room(200_000, 6));
    Camera camera = Camera.home(scene.cloud().bounds(), WIDTH, HEIGHT);
    Frame expected = complete(scene, camera);
    Frame frame = new Frame(WIDTH, HEIGHT);
    renderer.render(scene, camera.orbit(0.1, 0), FrameBudget.motion(0.01), frame);
    assertThat(frame.stats().complete()).isFalse();
    assertThat(Arrays.stream(frame.slots()).filter(slot -> slot >= 0).count()).isPositive();
    int steps = 0;
    do {
      renderer.render(scene, camera, FrameBudget.refine(0.01), frame);
      assertThat(++steps).isLessThan(200);
    } while (!frame.stats().finished());
    assertThat(steps).isGreaterThan(2);
    assertThat(frame.pixels()).isEqualTo(expected.pixels());
    assertThat(frame.slots()).isEqualTo(expected.slots());
  }

  @Test
  void newColorsAreDrawn() {
    PointCloud cloud = Rooms.room(20_000, 5);
    Camera camera = Camera.home(cloud.bounds(), WIDTH, HEIGHT);
    complete(Scene.of(cloud), camera);
    int[] green = new int[cloud.pointCount()];
    Arrays.fill(green, 0xff00ff00);
    Scene scene = Scene.of(cloud, green).withStyle(Style.DEFAULT.withEdlStrength(0));
    Frame frame = complete(scene.withStyle(scene.style().withAntiAliased(false)), camera);
    assertThat(Arrays.stream(frame.pixels()).filter(pixel -> pixel == 0xff00ff00).count())
        .isGreaterThan(5_000);
    assertThat(Pick.at(frame, WIDTH / 2, HEIGHT / 2, 2)).isPresent();
  }

  @Test
  void emptyCloudGivesTheBackground() {
    Scene scene = Scene.of(PointCloud.builder(new float[0]).build());
    assertSamePicture(scene, Camera.home(Bounds.empty()));
  }

  @Test
  void softwareIsPassedOverWithAReason() throws InterruptedException {
    // A context of its own on a thread of its own, as the render loop has it.
    var reason = new AtomicReference<String>();
    Thread thread =
        new Thread(() -> {
          RendererChoice choice = RendererChoice.choose();
          reason.set(choice.reason());
          choice.renderer().close();
        });
    thread.start();
    thread.join();
    assertThat(reason.get())
        .matches("Java renderer: OpenGL here is software \\(.+\\)|OpenGL renderer: OpenGL on .+");
  }
}
