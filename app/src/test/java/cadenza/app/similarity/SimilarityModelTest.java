package cadenza.app.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.InvalidationListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimilarityModelTest {
  private static final int FLOOR = 20 * SmallRoom.EDGE + 20;
  private static final int WALL = SmallRoom.EDGE * SmallRoom.EDGE + FLOOR;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final FakeEngine engine = new FakeEngine();
  private final List<OpenScan> encoded = new ArrayList<>();
  private final Set<OpenScan> coming = new HashSet<>();
  private @Nullable PointCloud selectedOf;
  private @Nullable Selection selected;
  private boolean elsewhere;
  private final SimilarityModel model =
      new SimilarityModel(
          workspace,
          tasks,
          look,
          new SimilarityModel.Outside() {
            @Override
            public void encode(OpenScan scan) {
              encoded.add(scan);
              coming.add(scan);
            }

            @Override
            public boolean isComing(OpenScan scan) {
              return coming.contains(scan);
            }

            @Override
            public void select(PointCloud cloud, Selection points) {
              selectedOf = cloud;
              selected = points;
            }

            @Override
            public boolean isShownElsewhere() {
              return elsewhere;
            }
          });

  @AfterEach
  void close() {
    tasks.close();
  }

  private OpenScan open(String name) {
    OpenScan scan = new OpenScan(name, null, SmallRoom.contents());
    workspace.add(scan);
    return scan;
  }

  private void encode(OpenScan scan) {
    encode(scan, "00", 0.05f);
  }

  private void encode(OpenScan scan, String sha256, float grid) {
    EncodedScan now = engine.encode(scan.cloud(), new EncodeSettings(grid, 0), Progress.none());
    EncodedScan named =
        new EncodedScan(
            now.prepared(),
            now.features(),
            new EncodedScan.WeightsInfo("weights " + sha256, sha256, true),
            now.device(),
            now.seconds());
    coming.remove(scan);
    scan.encodingProperty().set(new Encoding(named, new int[SmallRoom.POINTS]));
  }

  private OpenScan openEncoded(String name) {
    OpenScan scan = open(name);
    encode(scan);
    return scan;
  }

  private void idle() {
    thread.runUntil(() -> tasks.tasks().isEmpty());
  }

  private int @Nullable [] colors(OpenScan scan) {
    Coloring layer = look.layer(scan, ColorMode.SIMILARITY);
    return layer == null ? null : layer.argb();
  }

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
