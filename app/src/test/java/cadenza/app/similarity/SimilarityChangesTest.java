package cadenza.app.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.look.ColorMode;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What happens to a question when scans, features or points change meanwhile.
class SimilarityChangesTest extends SimilarityFixture {
  @Test
  void anUnencodedScanIsOfferedToBeEncodedOnceAndAnsweredThen() {
    OpenScan scan = open("corner");
    idle();
    model.click(FLOOR, Click.ONLY);
    model.click(FLOOR, Click.ONLY);
    assertThat(model.places()).isEmpty();
    assertThat(workspace.notices()).hasSize(1);
    Notice notice = workspace.notices().getFirst();
    assertThat(notice.offer().label()).isEqualTo("Encode and find alike");
    notice.offer().action().run();
    assertThat(encoded).containsExactly(scan);
    assertThat(model.places()).hasSize(1);
    assertThat(model.stateProperty().get()).contains("when the scan is encoded");
    encode(scan);
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.SIMILARITY);
    assertThat(model.stateProperty().get()).isEmpty();
  }

  @Test
  void aClickWhileTheScanIsBeingEncodedIsAnsweredAfterwards() {
    OpenScan scan = open("corner");
    coming.add(scan);
    model.click(FLOOR, Click.ONLY);
    assertThat(workspace.notices()).isEmpty();
    assertThat(model.places()).hasSize(1);
    encode(scan);
    idle();
    assertThat(colors(scan)).isNotNull();
  }

  @Test
  void anEncodingThatIsCancelledIsNotWaitedFor() {
    OpenScan scan = open("corner");
    coming.add(scan);
    scan.activityProperty().set("encoding");
    model.click(FLOOR, Click.ONLY);
    assertThat(model.stateProperty().get()).contains("when the scan is encoded");
    coming.remove(scan);
    scan.activityProperty().set("");
    assertThat(model.stateProperty().get()).startsWith("Encode this scan");
  }

  @Test
  void anotherScanIsAskedTheSame() {
    OpenScan first = openEncoded("first");
    OpenScan second = openEncoded("second");
    workspace.currentProperty().set(first);
    model.click(FLOOR, Click.ONLY);
    idle();
    workspace.currentProperty().set(second);
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.SIMILARITY);
    assertThat(look.coloringProperty().get().cloud()).isSameAs(second.cloud());
    assertThat(colors(second)).isEqualTo(colors(first));
    assertThat(model.isHere(model.places().getFirst())).isFalse();
    model.click(WALL, Click.ONLY);
    idle();
    assertThat(colors(first)).as("an answer to the old question").isNull();
    workspace.currentProperty().set(first);
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.SIMILARITY);
    assertThat(colors(first)).isEqualTo(colors(second));
  }

  @Test
  void thePersonsChoiceOfColoursStaysOnAnotherScan() {
    OpenScan first = openEncoded("first");
    OpenScan second = openEncoded("second");
    workspace.currentProperty().set(first);
    model.click(FLOOR, Click.ONLY);
    idle();
    look.modeProperty().set(ColorMode.HEIGHT);
    workspace.currentProperty().set(second);
    idle();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.HEIGHT);
    assertThat(look.missing(ColorMode.SIMILARITY)).as("it can be chosen").isEmpty();
  }

  @Test
  void otherWeightsAreNotAskedWithOldFeaturesButLookedUpAnew() {
    OpenScan first = openEncoded("first");
    OpenScan second = open("second");
    encode(second, "11", 0.05f);
    workspace.currentProperty().set(first);
    model.click(FLOOR, Click.ONLY);
    idle();
    int[] old = colors(first);
    workspace.currentProperty().set(second);
    idle();
    assertThat(colors(second)).isNull();
    assertThat(model.stateProperty().get()).contains("other weights or another grid");
    assertThat(look.modeProperty().get()).isNotEqualTo(ColorMode.SIMILARITY);
    first.encodingProperty().set(null);
    encode(first, "11", 0.05f);
    workspace.currentProperty().set(first);
    idle();
    assertThat(colors(first)).as("same features under another name").isEqualTo(old);
    workspace.currentProperty().set(second);
    idle();
    assertThat(colors(second)).isEqualTo(old);
    encode(second, "11", 0.2f);
    idle();
    assertThat(colors(second)).as("another grid").isNull();
  }

  @Test
  void weightsSwitchedWhileAnAnswerIsComputedLeaveNoStaleColours() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    scan.encodingProperty().set(null);
    idle();
    assertThat(colors(scan)).isNull();
    assertThat(look.modeProperty().get()).isNotEqualTo(ColorMode.SIMILARITY);
    encode(scan, "22", 0.05f);
    idle();
    assertThat(colors(scan)).as("asked again of the new features").isNotNull();
  }

  @Test
  void changedPointsForgetTheirPlaces() {
    OpenScan scan = openEncoded("corner");
    model.click(FLOOR, Click.ONLY);
    idle();
    scan.replaceCloud(SmallRoom.cloud(), false);
    idle();
    assertThat(model.places()).isEmpty();
    assertThat(colors(scan)).isNull();
    assertThat(model.shownProperty().get()).isNull();
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.RGB);
  }

  @Test
  void aClosedScanIsStillAskedAboutInAnother() {
    OpenScan first = openEncoded("first");
    OpenScan second = openEncoded("second");
    workspace.currentProperty().set(first);
    model.click(FLOOR, Click.ONLY);
    workspace.close(first);
    idle();
    assertThat(model.places()).hasSize(1);
    assertThat(model.places().getFirst().scan()).as("not kept in memory").isNull();
    assertThat(colors(second)).isNotNull();
    workspace.close(second);
    idle();
    assertThat(model.places()).isEmpty();
    assertThat(model.readyProperty().get()).isFalse();
    assertThat(workspace.notices()).isEmpty();
  }

  @Test
  void whateverIsDoneMeanwhileTheEndIsInOrder() {
    Random random = new Random(6);
    for (int round = 0; round < 6; round++) {
      for (int step = 0; step < 60; step++) {
        OpenScan scan = workspace.current();
        if (scan == null || workspace.scans().size() < 2) {
          openEncoded("scan " + step);
          continue;
        }
        switch (random.nextInt(12)) {
          case 0 -> workspace.close(scan);
          case 1 -> scan.replaceCloud(SmallRoom.cloud(), false);
          case 2 -> scan.encodingProperty().set(null);
          case 3 -> encode(scan, "0" + random.nextInt(3), random.nextBoolean() ? 0.05f : 0.1f);
          case 4 -> workspace.currentProperty().set(workspace.scans().getFirst());
          case 5 -> model.thresholdProperty().set(random.nextDouble());
          case 6 -> model.scaleProperty().set(ScaleChoice.values()[random.nextInt(2)]);
          case 7 -> model.clear();
          case 8 -> model.smoothProperty().set(random.nextBoolean());
          case 9 -> model.takeBack();
          default ->
              model.click(random.nextInt(SmallRoom.POINTS), Click.values()[random.nextInt(3)]);
        }
        if (random.nextInt(4) == 0) {
          int before = tasks.tasks().size();
          thread.runUntil(() -> tasks.tasks().size() <= Math.max(before - 1, 0));
        }
      }
      idle();
      OpenScan scan = workspace.current();
      HeatMap map = model.shownProperty().get();
      if (map == null) {
        assertThat(look.modeProperty().get()).isNotEqualTo(ColorMode.SIMILARITY);
      } else {
        assertThat(colors(scan)).isEqualTo(map.argb(scan.cloud(), model.thresholdProperty().get()));
        assertThat(model.pointsAboveProperty().get())
            .isEqualTo(map.above(model.thresholdProperty().get()).size());
      }
    }
    assertThat(workspace.notices()).noneMatch(n -> n.severity() == Notice.Severity.ERROR);
  }
}
