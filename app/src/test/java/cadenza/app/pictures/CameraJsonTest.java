package cadenza.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.render.Camera;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import org.junit.jupiter.api.Test;

class CameraJsonTest {
  private static final Camera CAMERA =
      new Camera(new Vec3(500.25, -200.5, 11), 4.2, 1.1, 0.4, 0.9, true);

  private static void assertSame(Camera read, Camera written) {
    assertThat(read.target().distance(written.target())).isLessThan(1e-3);
    assertThat(read.eye().distance(written.eye())).isLessThan(1e-3);
    assertThat(read.yawRadians()).isCloseTo(written.yawRadians(), within(1e-3));
    assertThat(read.fieldOfViewRadians()).isCloseTo(written.fieldOfViewRadians(), within(1e-3));
    assertThat(read.orthographic()).isEqualTo(written.orthographic());
  }

  @Test
  void whatIsCopiedComesBack() {
    assertSame(CameraJson.parse(CameraJson.write(CAMERA)), CAMERA);
  }

  @Test
  void aPlanKeepsWhichWayIsUp() {
    Camera plan = CAMERA.looking(StandardView.TOP).orbit(0.7, 0);
    assertSame(CameraJson.parse(CameraJson.write(plan)), plan);
  }

  @Test
  void eyeAndTargetAreEnough() {
    Camera camera = CameraJson.parse("{\"eye\": [3, 0, 0], \"target\": [0, 0, 0]}");
    assertThat(camera.distance()).isEqualTo(3);
    assertThat(camera.fieldOfViewRadians()).isEqualTo(Camera.DEFAULT_FIELD_OF_VIEW);
    assertThat(camera.orthographic()).isFalse();
  }

  @Test
  void whatIsWrongIsSaidWithAnExample() {
    assertThatThrownBy(() -> CameraJson.parse("eye here")).hasMessageContaining("no JSON");
    assertThatThrownBy(() -> CameraJson.parse("[1]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> CameraJson.parse("{\"eye\": [1, 2], \"target\": [0, 0, 0]}"))
        .hasMessageContaining("\"eye\" is three numbers")
        .hasMessageContaining("{\"eye\": [4, -3, 2]");
    assertThatThrownBy(() -> CameraJson.parse("{\"eye\": [0, 0, 1], \"target\": [0, 0, 1]}"))
        .hasMessageContaining("the eye is where it looks at");
    assertThatThrownBy(
            () -> CameraJson.parse("{\"eye\": [0, 0, 1], \"target\": [0, 0, 0], \"roll\": 3}"))
        .hasMessageContaining("it has no \"roll\"");
    assertThatThrownBy(
            () -> CameraJson.parse("{\"eye\": [0, 0, 1], \"target\": [0, 0, 0], \"fov\": 170}"))
        .hasMessageContaining("1 to 150");
  }
}
