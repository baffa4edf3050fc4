package cadenza.render;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 150;

  /// The views that both renderers are held to.
  public static Stream<Arguments> views() {
    Scene room = Scene.of(Rooms.room(60_000, 42));
    Camera home = Camera.home(room.cloud().bounds(), WIDTH, HEIGHT);
    Camera inside = new Camera(new Vec3(2, 1.5, 1), 1.4, 2.4, 0.1, 1.2, false);
    return Stream.of(
        Arguments.of("home", room, home),
        Arguments.of(
            "light-orthographic",
            room.withStyle(Style.DEFAULT.withBackground(Background.LIGHT)),
            home.withOrthographic(true)),
        Arguments.of("inside", room, inside),
        Arguments.of(
            "fixed-closed",
            room.withStyle(
                Style.DEFAULT.withPointSize(PointSize.fixed(2)).withSeeThroughWalls(false)),
            home));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void looksAsItDid(String name, Scene scene, Camera camera) throws IOException {
    Pictures.assertLike(Picture.of(scene, camera, WIDTH, HEIGHT), name + ".png");
  }
}
