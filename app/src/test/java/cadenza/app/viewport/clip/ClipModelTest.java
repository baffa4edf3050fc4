package cadenza.app.viewport.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.viewport.OpenViewport;
import cadenza.app.viewport.clip.Clip.Kind;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.StandardView;
import cadenza.render.Vec3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClipModelTest {
  // The room is 2 m wide and starts here.
  private static final Vec3 CENTER = new Vec3(501, -199, 11);

  private final OpenViewport viewport = new OpenViewport();
  private final ClipModel model = new ClipModel(viewport.model());

  @AfterEach
  void close() {
    viewport.close();
  }

  private ClipBox box() {
    return model.clip().box();
  }

  private static void assertAt(Vec3 actual, Vec3 expected, double tolerance) {
    assertThat(actual.distance(expected)).as("%s from %s", actual, expected).isLessThan(tolerance);
  }

  @Test
  void theFirstBoxHoldsTheRoomAndCutsNothingOfIt() {
    model.toggle();
    assertAt(box().center(), CENTER, 0.03);
    assertThat(box().half(0)).isBetween(0.95, 1.1);
    assertThat(viewport.model().sceneProperty().get().clip()).isEqualTo(box());
    assertThat(viewport.model().sceneProperty().get().overlay().lines()).hasSize(12 + 72);
    model.toggle();
    assertThat(viewport.model().sceneProperty().get().clip()).isNull();
    assertThat(viewport.model().sceneProperty().get().overlay().isEmpty()).isTrue();
  }

  @Test
  void nearbyTheFirstBoxIsSmallEnoughToSeeItsHandles() {
    Camera near = viewport.model().camera().withTarget(CENTER.plus(new Vec3(0, 0, -0.9)));
    viewport.model().moveTo(near.zoomAt(near.target(), 0.2));
    model.toggle();
    assertThat(box().half(0)).isLessThan(0.5);
    assertThat(box().contains(near.target())).isTrue();
  }

  @Test
  void aDraggedFaceFollowsThePointerAndTheOtherOneStays() {
    model.toggle();
    ClipBox start = box();
    for (int axis = 0; axis < 3; axis++) {
      for (double sign : new double[] {-1, 1}) {
        model.reset();
        Vec3 face = start.center().plus(start.axis(axis).times(sign * start.half(axis)));
        Vec3 goal = start.center().plus(start.axis(axis).times(sign * 0.3));
        Vec3 other = start.center().minus(start.axis(axis).times(sign * start.half(axis)));
        model.grabFace(axis, sign > 0, viewport.rayTo(face));
        model.dragTo(viewport.rayTo(goal), false);
        model.letGo();
        Vec3 moved = box().center().plus(box().axis(axis).times(sign * box().half(axis)));
        Vec3 kept = box().center().minus(box().axis(axis).times(sign * box().half(axis)));
        assertAt(moved, goal, 1e-6);
        assertAt(kept, other, 1e-6);
      }
    }
  }

  @Test
  void aFaceDoesNotPassTheOneOpposite() {
    model.toggle();
    ClipBox start = box();
    Vec3 face = start.center().plus(start.axis(2).times(start.half(2)));
    model.grabFace(2, true, viewport.rayTo(face));
    model.dragTo(viewport.rayTo(start.center().minus(new Vec3(0, 0, 1.4))), false);
    assertThat(box().half(2)).isCloseTo(ClipDrag.SHORTEST / 2, within(1e-9));
    assertThat(box().center().z()).isCloseTo(start.center().z() - start.half(2), within(0.01));
  }

  @Test
  void theMiddleGoesOverTheFloorAndWithShiftUpAndDown() {
    model.toggle();
    ClipBox start = box();
    model.grabMiddle(viewport.rayTo(start.center()), false);
    model.dragTo(viewport.rayTo(start.center().plus(new Vec3(0.4, -0.2, 0))), false);
    assertAt(box().center(), start.center().plus(new Vec3(0.4, -0.2, 0)), 1e-6);
    model.reset();
    model.grabMiddle(viewport.rayTo(start.center()), true);
    model.dragTo(viewport.rayTo(start.center().plus(new Vec3(0, 0, 0.5))), false);
    assertAt(box().center(), start.center().plus(new Vec3(0, 0, 0.5)), 1e-6);
  }

  @Test
  void theKnobTurnsTheBoxAndShiftSnaps() {
    model.toggle();
    Vec3 knob = ClipShape.knob(model.clip());
    Vec3 middle = new Vec3(box().center().x(), box().center().y(), knob.z());
    double angle = Math.toRadians(32);
    Vec3 arm = knob.minus(middle);
    Vec3 goal =
        middle.plus(
            new Vec3(
                arm.x() * Math.cos(angle) - arm.y() * Math.sin(angle),
                arm.x() * Math.sin(angle) + arm.y() * Math.cos(angle),
                0));
    model.grabRing(viewport.rayTo(knob));
    model.dragTo(viewport.rayTo(goal), false);
    assertThat(box().yawRadians()).isCloseTo(angle, within(1e-6));
    assertAt(ClipShape.knob(model.clip()), goal, 1e-6);
    model.dragTo(viewport.rayTo(goal), true);
    assertThat(box().yawRadians()).isCloseTo(Math.toRadians(30), within(1e-9));
  }

  @Test
  void fromTheSideTheKnobFollowsToo() {
    model.toggle();
    viewport.model().look(StandardView.FRONT);
    Vec3 knob = ClipShape.knob(model.clip());
    model.grabRing(viewport.rayTo(knob));
    model.dragTo(viewport.rayTo(knob.plus(new Vec3(0.2, 0, 0))), false);
    assertThat(box().yawRadians()).isBetween(0.02, 0.5);
  }

  @Test
  void alongTheLineOfSightNothingJumps() {
    model.toggle();
    viewport.model().look(StandardView.TOP);
    viewport.model().toggleOrthographic();
    ClipBox start = box();
    Vec3 face = start.center().plus(start.axis(2).times(start.half(2)));
    model.grabFace(2, true, viewport.rayTo(face));
    model.dragTo(viewport.rayTo(face.plus(new Vec3(0.5, 0, 0))), false);
    assertThat(box()).isEqualTo(start);
  }

  @Test
  void aHorizontalSectionIsSteppedUpAndDownButNotOutOfTheRoom() {
    model.cutHorizontally();
    assertThat(model.clip().kind()).isEqualTo(Kind.HORIZONTAL);
    double height = box().center().z();
    double thickness = model.clip().thickness();
    assertThat(thickness).isBetween(0.05, 0.2);
    model.step(1);
    assertThat(box().center().z()).isCloseTo(height + thickness, within(1e-9));
    model.step(-2);
    assertThat(box().center().z()).isCloseTo(height - thickness, within(1e-9));
    for (int i = 0; i < 100; i++) {
      model.step(1);
    }
    assertThat(box().center().z()).isCloseTo(12, within(0.05));
    model.scaleThickness(0.5);
    assertThat(model.clip().thickness()).isCloseTo(thickness / 2, within(1e-9));
  }

  @Test
  void aVerticalSectionFacesTheEyeAndStepsAwayFromIt() {
    viewport.model().look(StandardView.FRONT);
    model.cutVertically();
    Vec3 away = viewport.model().camera().back().times(-1);
    assertThat(box().axis(0).dot(away)).isCloseTo(1, within(1e-9));
    double before = box().center().dot(away);
    model.step(1);
    assertThat(box().center().dot(away)).isGreaterThan(before);
    // From behind, on is still away from the eye.
    viewport.model().look(StandardView.BACK);
    double behind = box().center().dot(away);
    model.step(1);
    assertThat(box().center().dot(away)).isLessThan(behind);
  }

  @Test
  void lookingAtASectionIsStraightAndParallel() {
    model.cutVertically();
    model.lookAt();
    Camera camera = viewport.model().camera();
    assertThat(camera.orthographic()).isTrue();
    assertThat(Math.abs(camera.back().dot(box().axis(0)))).isCloseTo(1, within(1e-9));
    model.cutHorizontally();
    model.lookAt();
    assertThat(viewport.model().camera().back().z()).isCloseTo(1, within(1e-9));
  }

  @Test
  void eachScanKeepsItsOwnBox() {
    model.toggle();
    OpenScan first = viewport.workspace().current();
    viewport.open("other");
    assertThat(model.clip()).isNull();
    assertThat(viewport.model().sceneProperty().get().clip()).isNull();
    viewport.show(first);
    assertThat(model.clip()).isNotNull();
    assertThat(viewport.model().sceneProperty().get().clip()).isEqualTo(box());
  }

  @Test
  void hiddenHandlesLeaveTheCut() {
    model.toggle();
    model.handlesProperty().set(false);
    assertThat(viewport.model().sceneProperty().get().overlay().lines()).isEmpty();
    assertThat(viewport.model().sceneProperty().get().clip()).isNotNull();
  }
}
