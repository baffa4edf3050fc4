package cadenza.app.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Legend;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.InvalidationListener;
import org.junit.jupiter.api.Test;

class SimilarityModelTest extends SimilarityFixture {
  @Test
  void aClickShowsTheHeatMapOfTheWholeScanAndEscapeGoesBack() {
    OpenScan scan = openEncoded("corner");
    look.modeProperty().set(ColorMode.HEIGHT);
    assertThat(model.readyProperty().get()).isTrue();
    assertThat(model.escape()).as("nothing to leave").isFalse();
    model.click(FLOOR, Click.ONLY);
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.SIMILARITY);
    assertThat(look.coloringProperty().get().argb())
        .isSameAs(colors(scan))
        .hasSize(SmallRoom.POINTS);
    assertThat(look.coloringProperty().get().legend()).isInstanceOf(Legend.Gradient.class);
    HeatMap map = model.shownProperty().get();
    assertThat(map.scale().position(map.ofPoints()[FLOOR]))
        .as("the clicked place")
        .isGreaterThan(.5f);
    assertThat(model.pointsAboveProperty().get()).isEqualTo(SmallRoom.POINTS);
    assertThat(model.places()).hasSize(1);
    assertThat(model.escape()).isTrue();
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.HEIGHT);
    assertThat(colors(scan)).isNull();
    assertThat(model.places()).isEmpty();
    assertThat(model.shownProperty().get()).isNull();
  }

  @Test
  void exactLikenessIsOneAtTheClickedPlace() {
    openEncoded("corner");
    model.smoothProperty().set(false);
    model.click(FLOOR, Click.ONLY);
    idle();
    assertThat(model.shownProperty().get().ofPoints()[FLOOR]).isCloseTo(1, within(1e-5f));
  }

  @Test
  void moreAndUnlikePlacesChangeTheAnswerAndCanBeRemoved() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.UNLIKE);
    assertThat(model.places()).as("unlike what?").isEmpty();
    assertThat(model.stateProperty().get()).contains("first");
    model.click(FLOOR, Click.ONLY);
    idle();
    int[] one = colors(scan);
    model.click(WALL, Click.ALIKE);
    idle();
    int[] two = colors(scan);
    assertThat(two).isNotEqualTo(one);
    model.click(WALL + 5, Click.UNLIKE);
    idle();
    assertThat(colors(scan)).isNotEqualTo(two);
    assertThat(model.places()).extracting(Place::alike).containsExactly(true, true, false);
    model.remove(model.places().get(2));
    idle();
    assertThat(colors(scan)).isEqualTo(two);
    model.remove(model.places().get(1));
    idle();
    assertThat(colors(scan)).isEqualTo(one);
    model.remove(model.places().getFirst());
    idle();
    assertThat(colors(scan)).isNull();
    assertThat(look.modeProperty().get()).isNotEqualTo(ColorMode.SIMILARITY);
  }

  @Test
  void anUnlikePlaceDoesNotStayAlone() {
    openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    model.click(WALL, Click.UNLIKE);
    model.remove(model.places().getFirst());
    idle();
    assertThat(model.places()).isEmpty();
    assertThat(model.wantedProperty().get()).isFalse();
  }

  @Test
  void aDoubleClickIsNoQuestion() {
    OpenScan scan = openEncoded("corner");
    model.click(WALL, Click.ONLY);
    model.takeBack();
    idle();
    assertThat(model.askedProperty().get()).as("the invitation stays").isFalse();
    model.click(FLOOR, Click.ONLY);
    idle();
    int[] first = colors(scan);
    model.click(WALL, Click.ONLY);
    model.takeBack();
    idle();
    assertThat(colors(scan)).isEqualTo(first);
    assertThat(model.places()).extracting(Place::point).containsExactly(FLOOR);
    model.clear();
    model.click(WALL, Click.ONLY);
    model.takeBack();
    idle();
    assertThat(model.places()).isEmpty();
    assertThat(look.modeProperty().get()).isNotEqualTo(ColorMode.SIMILARITY);
    model.takeBack();
    assertThat(model.places()).isEmpty();
  }

  @Test
  void theThresholdDimsCountsAndSelects() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    idle();
    model.selectAbove();
    assertThat(selected).as("no threshold, no selection").isNull();
    int[] all = colors(scan);
    model.thresholdProperty().set(.5);
    idle();
    int above = model.pointsAboveProperty().get();
    assertThat(above).isBetween(SmallRoom.POINTS / 20, SmallRoom.POINTS / 5);
    int[] dimmed = colors(scan);
    int kept = 0;
    for (int i = 0; i < dimmed.length; i++) {
      kept += dimmed[i] == all[i] ? 1 : 0;
    }
    assertThat(kept).isEqualTo(above);
    model.selectAbove();
    assertThat(selectedOf).isSameAs(scan.cloud());
    assertThat(selected.size()).isEqualTo(above);
    assertThat(selected.contains(FLOOR)).isTrue();
    model.clear();
    idle();
    assertThat(model.thresholdProperty().get()).as("for the next question").isZero();
  }

  @Test
  void aDraggedThresholdColoursOneAtATimeAndEndsWithTheLast() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    idle();
    AtomicLong most = new AtomicLong();
    tasks
        .tasks()
        .addListener(
            (InvalidationListener) now -> most.accumulateAndGet(tasks.tasks().size(), Math::max));
    for (double at = .1; at < .7; at += .005) {
      model.thresholdProperty().set(at);
    }
    idle();
    assertThat(most.get()).isEqualTo(1);
    HeatMap map = model.shownProperty().get();
    assertThat(colors(scan)).isEqualTo(map.argb(scan.cloud(), model.thresholdProperty().get()));
  }

  @Test
  void anotherScaleKeepsTheThresholdsCosine() {
    openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    idle();
    model.thresholdProperty().set(.6);
    idle();
    int above = model.pointsAboveProperty().get();
    double cosine = model.shownProperty().get().cosine(.6);
    model.scaleProperty().set(ScaleChoice.COSINE);
    idle();
    assertThat(model.thresholdProperty().get()).isCloseTo(cosine, within(1e-4));
    assertThat(model.pointsAboveProperty().get()).isCloseTo(above, within(above / 50 + 5));
    assertThat(look.coloringProperty().get().legend())
        .isInstanceOfSatisfying(
            Legend.Gradient.class, legend -> assertThat(legend.high()).isEqualTo("1"));
  }

  /// A person who clicks, drags, switches and closes faster than anything is computed.
  @Test
  void newPcaColoursAreNoNewQuestion() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    idle();
    int[] before = colors(scan);
    scan.encodingProperty().set(new Encoding(scan.encoding().scan(), new int[SmallRoom.POINTS]));
    idle();
    assertThat(colors(scan)).isSameAs(before);
  }

  @Test
  void aPictureThatShowsItAlreadyLeavesTheOtherAlone() {
    OpenScan scan = openEncoded("corner");
    look.modeProperty().set(ColorMode.RGB);
    elsewhere = true;
    model.click(FLOOR, Click.ONLY);
    idle();
    assertThat(colors(scan)).isNotNull();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.RGB);
  }
}
