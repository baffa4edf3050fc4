package cadenza.app.viewport.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.viewport.OpenViewport;
import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Overlay;
import cadenza.render.Pick;
import cadenza.render.Vec3;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasureModelTest {
  private static final Vec3 A = new Vec3(500, -200, 10);
  private static final Vec3 B = new Vec3(503, -196, 10);
  private static final Vec3 C = new Vec3(503, -196, 12);

  private final OpenViewport viewport = new OpenViewport();
  private final MeasureModel model = new MeasureModel(viewport.model());
  private final MeasureTool tool = new MeasureTool(model);

  @AfterEach
  void close() {
    viewport.close();
  }

  private void click(Vec3 at, int clicks) {
    tool.clicked(new PointerAt(0, 0, Optional.of(new Pick(0, at)), false, false, clicks));
  }

  private List<Overlay.Line> drawn() {
    return viewport.model().sceneProperty().get().overlay().lines();
  }

  @Test
  void clicksAddPointsAndADoubleClickEnds() {
    click(A, 1);
    click(B, 1);
    click(C, 1);
    click(C, 2);
    assertThat(model.measurements().done()).containsExactly(List.of(A, B, C));
    assertThat(model.measurements().begun()).isEmpty();
    assertThat(Measurements.length(model.measurements().done().getFirst()))
        .isCloseTo(7, within(1e-9));
    assertThat(drawn()).hasSize(2);
    assertThat(drawn().getFirst().from()).isEqualTo(A);
    assertThat(drawn().getFirst().hiddenOpacity()).isBetween(0.2, 0.6);
  }

  @Test
  void aClickBesideThePointsAddsNone() {
    tool.clicked(new PointerAt(0, 0, Optional.empty(), false, false, 1));
    assertThat(model.measurements().isEmpty()).isTrue();
  }

  @Test
  void theLabelsTellLengthPartsAndTotal() {
    model.add(A);
    model.add(B);
    model.add(C);
    var labels = MeasureWords.labels(model.measurements());
    assertThat(labels)
        .extracting(MeasureWords.Label::text)
        .containsExactly("5.000 m", "2.000 m   ↔ 0.000 m   ↕ 2.000 m", "total 7.000 m");
    assertThat(labels.getFirst().at()).isEqualTo(A.lerp(B, 0.5));
    model.finish();
    assertThat(MeasureWords.table(model.measurements()).lines().toList())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("1\t2\t503.0000\t-196.0000\t10.0000\t")
        .endsWith("2.0000\t0.0000\t2.0000");
  }

  @Test
  void backspaceTakesPointsBackEvenOfAFinishedLine() {
    model.add(A);
    model.add(B);
    tool.finished();
    tool.stepBack();
    assertThat(model.measurements().begun()).containsExactly(A);
    tool.stepBack();
    tool.stepBack();
    assertThat(model.measurements().isEmpty()).isTrue();
  }

  @Test
  void escapeForgetsTheLineUnderWayOnly() {
    model.add(A);
    model.add(B);
    model.finish();
    model.add(C);
    assertThat(tool.cancelled()).isTrue();
    assertThat(model.measurements().done()).hasSize(1);
    assertThat(tool.cancelled()).isFalse();
    model.clear();
    assertThat(drawn()).isEmpty();
  }

  @Test
  void eachScanKeepsItsOwnLengths() {
    OpenScan first = viewport.workspace().current();
    model.add(A);
    model.add(B);
    model.finish();
    viewport.open("other");
    assertThat(model.measurements().isEmpty()).isTrue();
    assertThat(drawn()).isEmpty();
    viewport.show(first);
    assertThat(model.measurements().done()).hasSize(1);
    assertThat(drawn()).hasSize(1);
  }
}
