package cadenza.app.probing;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.FeatureSource;
import cadenza.probe.LinearProbe;
import cadenza.render.Selection;
import cadenza.scan.Attribute;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbingModelTest {
  private static final int FACE = SmallRoom.EDGE * SmallRoom.EDGE;
  private static final List<ColorMode> MODES =
      List.of(ColorMode.PREDICTION, ColorMode.PROBABILITY, ColorMode.UNCERTAINTY, ColorMode.ERROR);

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final LabelModel labels = new LabelModel();
  private final ProbingModel model = new ProbingModel(workspace, labels, look, tasks);
  private final LabelClass floor = labels.addClass("class 1", 0xffcc0000);
  private final LabelClass wall = labels.addClass("class 2", 0xff00cc00);

  @AfterEach
  void close() {
    tasks.close();
    assertThat(workspace.notices()).isEmpty();
  }

  private OpenScan open(String name) {
    OpenScan scan = new OpenScan(name, null, SmallRoom.contents());
    workspace.add(scan);
    encode(scan);
    return scan;
  }

  private static void encode(OpenScan scan) {
    EncodedScan encoded =
        new FakeEngine().encode(scan.cloud(), new EncodeSettings(0.05f, 0), Progress.none());
    scan.encodingProperty().set(new Encoding(encoded, new int[SmallRoom.POINTS]));
  }

  private void paint(OpenScan scan, LabelClass with, int from) {
    BitSet points = new BitSet();
    points.set(from, from + 40);
    labels.paint(scan, with.id(), Selection.of(SmallRoom.POINTS, points), "brush");
  }

  private void paintBoth(OpenScan scan) {
    paint(scan, floor, 600);
    paint(scan, wall, FACE + 900);
  }

  private Coloring shown(OpenScan scan) {
    thread.runUntil(() -> model.isIdle() && look.layer(scan, ColorMode.ERROR) != null);
    return look.layer(scan, ColorMode.PREDICTION);
  }

  private void assertNothingIsPredicted(OpenScan scan) {
    thread.runUntil(model::isIdle);
    assertThat(MODES).noneMatch(mode -> look.layer(scan, mode) != null);
    assertThat(model.outcomeProperty().get()).isNull();
  }

  @Test
  void theSecondClassMakesTheRestFollow() {
    OpenScan scan = open("room");
    paint(scan, floor, 600);
    assertNothingIsPredicted(scan);
    assertThat(model.stateProperty().get()).contains("Label two classes");
    paint(scan, wall, FACE + 900);
    Coloring prediction = shown(scan);
    assertThat(prediction.argb()[600]).as("labels in full colour").isEqualTo(0xffcc0000);
    assertThat(Arrays.stream(prediction.argb()).distinct().count()).isGreaterThan(3);
    assertThat(model.outcomeProperty().get().probe().classes()).hasSize(2);
    assertThat(model.outcomeProperty().get().agreement()).isPresent();
    assertThat(model.stateProperty().get()).startsWith("2 classes from");
    assertThat(look.layer(scan, ColorMode.UNCERTAINTY)).isNotNull();
    List<Attribute> attributes = model.predicted(scan);
    assertThat(attributes).extracting(Attribute::name).containsExactly("prediction", "probability");
    for (int point = 0; point < SmallRoom.POINTS; point += 7) {
      assertThat(attributes.getFirst().getInt(point)).isIn(floor.id(), wall.id());
      assertThat(attributes.getLast().get(point)).isBetween(0.5, 1.0);
    }
  }

  @Test
  void theFirstPredictionIsShownWhereLabelsWere() {
    OpenScan scan = open("room");
    paintBoth(scan);
    look.put(
        scan,
        new Coloring(
            scan.cloud(), ColorMode.ANNOTATION, new int[SmallRoom.POINTS], new Legend.None()));
    look.modeProperty().set(ColorMode.ANNOTATION);
    shown(scan);
    assertThat(look.modeProperty().get()).isEqualTo(ColorMode.PREDICTION);
  }

  @Test
  void undoTakesThePredictionAway() {
    OpenScan scan = open("room");
    paintBoth(scan);
    shown(scan);
    labels.undo();
    assertNothingIsPredicted(scan);
    labels.redo();
    shown(scan);
  }

  @Test
  void classesAreDeletedAndMergedDuringTraining() {
    OpenScan scan = open("room");
    LabelClass third = labels.addClass("third", 0xff0000cc);
    paintBoth(scan);
    paint(scan, third, 2 * FACE + 300);
    labels.removeClass(third.id());
    shown(scan);
    assertThat(model.outcomeProperty().get().probe().classes())
        .extracting(one -> one.id())
        .containsExactly(floor.id(), wall.id());
    labels.undo();
    labels.mergeClasses(third.id(), wall.id());
    thread.runUntil(model::isIdle);
    shown(scan);
    assertThat(model.outcomeProperty().get().probe().classes()).hasSize(2);
    labels.removeClass(wall.id());
    assertNothingIsPredicted(scan);
  }

  @Test
  void scansAreClosedDuringTraining() {
    OpenScan scan = open("room");
    paintBoth(scan);
    workspace.close(scan);
    thread.runUntil(model::isIdle);
    assertThat(model.outcomeProperty().get()).isNull();
    assertThat(look.layer(scan, ColorMode.PREDICTION)).isNull();
  }

  @Test
  void featuresOfOtherWeightsLeaveNoOldColours() {
    OpenScan scan = open("room");
    paintBoth(scan);
    scan.encodingProperty().set(null);
    assertNothingIsPredicted(scan);
    encode(scan);
    shown(scan);
    scan.encodingProperty().set(null);
    assertNothingIsPredicted(scan);
    assertThat(model.stateProperty().get()).contains("Encode");
  }

  @Test
  void labelsOfOneScanPredictAnother() {
    OpenScan first = open("first");
    paintBoth(first);
    shown(first);
    look.modeProperty().set(ColorMode.PREDICTION);
    OpenScan second = open("second");
    assertThat(look.layer(first, ColorMode.PREDICTION)).as("would be old").isNull();
    shown(second);
    assertThat(model.outcomeProperty().get().probe().provenance().scans()).containsExactly("first");
    thread.runUntil(() -> look.modeProperty().get() == ColorMode.PREDICTION);
  }

  @Test
  void offMeansOff() {
    OpenScan scan = open("room");
    model.liveProperty().set(false);
    paintBoth(scan);
    assertNothingIsPredicted(scan);
    model.trainNow();
    shown(scan);
  }

  @Test
  void aProbeFromAFilePredictsWithoutLabels() {
    OpenScan first = open("first");
    paintBoth(first);
    shown(first);
    LinearProbe probe = model.outcomeProperty().get().probe();
    int color = look.layer(first, ColorMode.PREDICTION).argb()[600];
    while (labels.canUndoProperty().get()) {
      labels.undo();
    }
    assertNothingIsPredicted(first);
    model.givenProperty().set(probe);
    shown(first);
    assertThat(model.outcomeProperty().get().probe()).isSameAs(probe);
    assertThat(model.stateProperty().get()).contains("opened", "first");
    assertThat(look.layer(first, ColorMode.PREDICTION).argb()[600]).isNotEqualTo(color);
    model.givenProperty().set(null);
    assertNothingIsPredicted(first);
  }

  @Test
  void aProbeOfOtherWeightsIsRefusedInWords() {
    OpenScan scan = open("room");
    paintBoth(scan);
    shown(scan);
    LinearProbe own = model.outcomeProperty().get().probe();
    FeatureSource other = new FeatureSource("others", "ff", own.source().gridSizeMeters());
    model
        .givenProperty()
        .set(
            new LinearProbe(
                own.classes(),
                other,
                own.levelWeights(),
                own.statisticsWeights(),
                own.bias(),
                own.provenance()));
    thread.runUntil(() -> !workspace.notices().isEmpty());
    assertThat(workspace.notices().getFirst().text()).contains("others");
    workspace.notices().clear();
    assertThat(model.givenProperty().get()).isNull();
    shown(scan); // the probe of the labels is back
  }

  @Test
  void otherFeaturesTakeThePredictionAwayThoughItIsNotLive() {
    OpenScan scan = open("room");
    paintBoth(scan);
    shown(scan);
    model.liveProperty().set(false);
    encode(scan); // at once, without a moment in which there are none
    assertThat(MODES).noneMatch(mode -> look.layer(scan, mode) != null);
    assertThat(model.predicted(scan)).isEmpty();
  }

  @Test
  void aProbeFromAFileBringsItsOwnClasses() {
    OpenScan scan = open("room");
    paintBoth(scan);
    shown(scan);
    LinearProbe own = model.outcomeProperty().get().probe();
    while (labels.canUndoProperty().get()) {
      labels.undo();
    }
    LabelClass chair =
        labels.addClass("chair", 0xff123456); // may well have a number of the probe's
    model.givenProperty().set(own);
    Coloring prediction = shown(scan);
    assertThat(((Legend.Classes) prediction.legend()).entries())
        .extracting(Legend.Entry::name)
        .containsExactlyInAnyOrder("class 1", "class 2");
    for (int point = 0; point < SmallRoom.POINTS; point += 7) {
      assertThat(model.predicted(scan).getFirst().getInt(point)).isNotEqualTo(chair.id());
    }
  }

  @Test
  void crossValidationFollowsWhereStrokesAllowIt() {
    OpenScan scan = open("room");
    for (int stroke = 0; stroke < 3; stroke++) {
      paint(scan, floor, 200 + 400 * stroke);
      paint(scan, wall, FACE + 200 + 400 * stroke);
    }
    thread.runUntil(() -> model.tuning().resultProperty().get() != null);
    assertThat(model.tuning().resultProperty().get().evaluation().accuracy()).isGreaterThan(.8);
    assertThat(model.tuning().curve()).hasSize(1);
    thread.runUntil(model::isIdle);
  }

  /// Whatever is done while it trains: what is shown at the end is of the labels at the end.
  @Test
  void aStormOfChangesEndsInThePresentState() {
    OpenScan scan = open("room");
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 120; i++) {
      switch (random.nextInt(6)) {
        case 0 -> labels.undo();
        case 1 -> labels.redo();
        case 2 -> {
          LabelClass now = labels.classOf(wall.id());
          if (now != null) {
            labels.change(now.withArgb(0xff000000 | random.nextInt(1 << 24)));
          }
        }
        default -> paint(scan, random.nextBoolean() ? floor : wall, random.nextInt(3 * FACE - 40));
      }
      int turns = random.nextInt(3);
      thread.runUntil(new Turns(turns)::isOver);
    }
    paintBoth(scan);
    Coloring prediction = shown(scan);
    int color = labels.classOf(wall.id()).argb();
    assertThat(prediction.argb()[FACE + 900]).isEqualTo(color);
    assertThat(prediction.argb()[600]).isEqualTo(0xffcc0000);
  }

  /// Lets what has come in be done so many times.
  private static final class Turns {
    private int left;

    Turns(int turns) {
      left = turns;
    }

    boolean isOver() {
      return left-- <= 0;
    }
  }
}
