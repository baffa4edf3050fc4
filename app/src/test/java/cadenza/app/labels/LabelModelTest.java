package cadenza.app.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cadenza.app.SmallRoom;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Selection;
import cadenza.scan.Attribute;
import cadenza.scan.io.ScanContents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelModelTest {
  private final LabelModel model = new LabelModel();
  private final OpenScan scan = new OpenScan("corner", Path.of("corner.ply"), SmallRoom.contents());
  private final OpenScan other = new OpenScan("other", null, SmallRoom.contents());
  private final List<String> told = new ArrayList<>();

  LabelModelTest() {
    model.addListener(
        new LabelListener() {
          @Override
          public void labelsChanged(OpenScan changed) {
            told.add(changed.name());
          }

          @Override
          public void classesChanged() {
            told.add("classes");
          }

          @Override
          public void viewsChanged(OpenScan changed) {
            told.add(changed.name() + " views");
          }
        });
  }

  private static Selection points(int from, int to) {
    BitSet points = new BitSet();
    points.set(from, to);
    return Selection.of(SmallRoom.POINTS, points);
  }

  @Test
  void paintsErasesAndTakesBack() {
    LabelClass chair = model.addClass("chair", 0x123456);
    assertThat(chair.argb()).isEqualTo(0xff123456);
    assertThat(model.paint(scan, chair.id(), points(10, 20), "Brush")).isEqualTo(10);
    assertThat(model.paint(scan, chair.id(), points(15, 22), "Lasso")).isEqualTo(2);
    assertThat(model.paint(scan, 0, points(0, 12), "Erase")).isEqualTo(2);

    Labels labels = model.labels(scan);
    assertThat(labels.count(chair.id())).isEqualTo(10).isEqualTo(labels.labelledCount());
    LabelSnapshot snapshot = labels.snapshot();
    assertThat(snapshot.points()).isEqualTo(IntStream.range(12, 22).toArray());
    assertThat(snapshot.strokes()[0]).isNotEqualTo(snapshot.strokes()[9]).isPositive();
    assertThat(labels.snapshot()).isSameAs(snapshot);
    assertThat(told).containsExactly("classes", "corner", "corner", "corner");
    assertThat(model.undoNameProperty().get()).isEqualTo("Erase");
    assertThat(model.canRedoProperty().get()).isFalse();

    model.undo();
    assertThat(model.undoNameProperty().get()).isEqualTo("Lasso: chair");
    assertThat(model.redoNameProperty().get()).isEqualTo("Erase");
    assertThat(labels.labelledCount()).isEqualTo(12);
    assertThat(labels.snapshot().version()).isNotEqualTo(snapshot.version());
    assertThat(snapshot.size()).isEqualTo(10);
    model.undo();
    model.undo();
    model.undo();
    model.undo();
    assertThat(model.canUndoProperty().get()).isFalse();
    assertThat(model.classes()).isEmpty();
    assertThat(labels.labelledCount()).isZero();
    assertThat(model.labels(scan)).isSameAs(labels);
  }

  @Test
  void whatChangesNothingIsNoStep() {
    LabelClass chair = model.addClass("chair", 1);
    model.paint(scan, chair.id(), points(0, 5), "Brush");
    told.clear();
    assertThat(model.paint(scan, chair.id(), points(0, 5), "Brush")).isZero();
    assertThat(model.paint(scan, 0, points(5, 50), "Erase")).isZero();
    assertThat(model.paint(scan, chair.id(), Selection.none(SmallRoom.POINTS), "Brush")).isZero();
    model.change(chair);
    model.moveClass(chair.id(), 0);
    model.mergeClasses(chair.id(), chair.id());
    model.removeClass(99);
    assertThat(told).isEmpty();
    assertThat(model.edits()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.paint(scan, 99, points(0, 5), "Brush"));
  }

  @Test
  void pointsOfALockedClassStay() {
    LabelClass wall = model.addClass("wall", 1);
    LabelClass chair = model.addClass("chair", 2);
    model.paint(scan, wall.id(), points(0, 10), "Brush");
    model.change(wall.withLocked(true));
    assertThat(model.paint(scan, chair.id(), points(5, 15), "Brush")).isEqualTo(5);
    assertThat(model.paint(scan, 0, points(0, 15), "Erase")).isEqualTo(5);
    assertThat(model.labels(scan).count(wall.id())).isEqualTo(10);
    short[] all = new short[SmallRoom.POINTS];
    Arrays.fill(all, (short) chair.id());
    assertThat(model.assign(scan, all, true, "Accept predictions"))
        .isEqualTo(SmallRoom.POINTS - 10);
  }

  @Test
  void mergingAndDeletingAClassReachesAllScansAndIsOneStep() {
    LabelClass seat = model.addClass("seat", 1);
    LabelClass chair = model.addClass("chair", 2);
    model.paint(scan, seat.id(), points(0, 10), "Brush");
    model.paint(other, seat.id(), points(0, 20), "Brush");
    model.paint(scan, chair.id(), points(10, 15), "Brush");
    String before = StateText.of(model, List.of(scan, other));
    int stroke = model.labels(scan).strokeOf(3);
    told.clear();

    model.mergeClasses(seat.id(), chair.id());
    assertThat(told).containsExactlyInAnyOrder("classes", "corner", "other");
    assertThat(model.classes()).containsExactly(chair);
    assertThat(model.labels(scan).count(chair.id())).isEqualTo(15);
    assertThat(model.labels(scan).strokeOf(3)).isEqualTo(stroke);
    assertThat(model.labels(other).count(chair.id())).isEqualTo(20);
    model.removeClass(chair.id());
    assertThat(model.classes()).isEmpty();
    assertThat(model.labels(scan).labelledCount() + model.labels(other).labelledCount()).isZero();
    assertThat(model.labels(scan).strokeOf(3)).isZero();

    model.undo();
    model.undo();
    assertThat(StateText.of(model, List.of(scan, other))).isEqualTo(before);
    assertThat(model.undoNameProperty().get()).isEqualTo("Brush: chair");
  }

  @Test
  void idsAreNeverGivenTwice() {
    LabelClass first = model.addClass("first", 1);
    model.undo();
    LabelClass second = model.addClass("second", 1);
    assertThat(second.id()).isNotEqualTo(first.id());
    model.removeClass(second.id());
    assertThat(model.addClass("third", 1).id()).isGreaterThan(second.id());
  }

  @Test
  void aPaletteKeepsWhatIsLabelled() {
    LabelClass mine = model.addClass("Gear box", 1);
    LabelClass unused = model.addClass("unused", 2);
    LabelClass chair = model.addClass("Chair", 3);
    model.paint(scan, mine.id(), points(0, 5), "Brush");
    model.paint(scan, chair.id(), points(5, 10), "Brush");
    model.setPalette(Palettes.SCANNET20);
    assertThat(model.classes()).hasSize(21).contains(mine).doesNotContain(unused);
    assertThat(model.classes()).extracting(LabelClass::id).doesNotHaveDuplicates();
    assertThat(model.classOf(chair.id()).name()).isEqualTo("chair");
    assertThat(model.labels(scan).count(chair.id())).isEqualTo(5);
    model.setPalette(Palettes.S3DIS13);
    assertThat(model.classes()).hasSize(14).last().isEqualTo(mine);
    model.setPalette(Palettes.EMPTY);
    assertThat(model.classes()).extracting(LabelClass::id).containsExactly(chair.id(), mine.id());
    model.undo();
    model.undo();
    model.undo();
    assertThat(model.classes()).containsExactly(mine, unused, chair);
  }

  @Test
  void aFreshPaletteHasTheNumbersOfTheBenchmark() {
    model.setPalette(Palettes.SCANNET20);
    assertThat(model.classes()).isEqualTo(Palettes.SCANNET20);
    assertThat(model.classOf(5).name()).isEqualTo("chair");
    assertThat(Palettes.S3DIS13).hasSize(13);
  }

  @Test
  void importsTheLabelsOfTheScanMatchedByName() {
    LabelClass floor = model.addClass("Floor", 7);
    model.paint(scan, floor.id(), points(0, 10), "Brush");
    Attribute labels = scan.labels().orElseThrow();
    Map<Integer, String> names = Map.of(1, "floor", 2, "green_wall", 3, "unlabeled");
    int face = SmallRoom.EDGE * SmallRoom.EDGE;
    assertThat(model.importLabels(scan, labels, names, false)).isEqualTo(2 * face - 10);
    assertThat(model.classes()).extracting(LabelClass::name).containsExactly("Floor", "green wall");
    assertThat(model.labels(scan).count(floor.id())).isEqualTo(face);
    assertThat(model.labels(scan).labelledCount()).isEqualTo(2 * face);
    // Two metres of floor are several strokes, so that folds over strokes have something to hold.
    assertThat(Arrays.stream(model.labels(scan).snapshot().strokes()).distinct().count())
        .isGreaterThan(4);
    model.undo();
    assertThat(model.classes()).containsExactly(floor);
    assertThat(model.labels(scan).labelledCount()).isEqualTo(10);
  }

  @Test
  void refusesToImportWhatIsNoClass() {
    int[] many = IntStream.range(0, SmallRoom.POINTS).toArray();
    Attribute time = Attribute.ofInts("time", many);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.importLabels(scan, time, Map.of(), false))
        .withMessageContaining("time has more than 1000");
    assertThat(model.edits()).isEmpty();
  }

  @Test
  void labelsStayWhenAScanIsClosedAndOpenedAgain() {
    LabelClass chair = model.addClass("chair", 1);
    model.paint(scan, chair.id(), points(0, 10), "Brush");
    model.closed(scan);
    OpenScan again = new OpenScan("corner", Path.of("corner.ply"), SmallRoom.contents());
    assertThat(model.labels(again).labelledCount()).isEqualTo(10);
    OpenScan changed =
        new OpenScan(
            "corner",
            Path.of("corner.ply"),
            new ScanContents(SmallRoom.cloud().gather(new int[] {1, 2, 3}), "test"));
    model.closed(again);
    assertThat(model.labels(changed).labelledCount()).isZero();
    assertThat(model.labels(changed).pointCount()).isEqualTo(3);
    assertThat(model.labels(scan).labelledCount()).isEqualTo(10);
  }

  @Test
  void aFirstLookHasNoLabelsAndGetsNone() {
    LabelClass chair = model.addClass("chair", 1);
    OpenScan look = OpenScan.firstLook("corner", Path.of("corner.ply"), SmallRoom.cloud());
    assertThat(model.paint(look, chair.id(), points(0, 10), "Brush")).isZero();
    assertThat(model.labels(look).pointCount()).isEqualTo(SmallRoom.POINTS);
    assertThat(model.scans()).isEmpty();
  }

  @Test
  void undoneToTheBeginningAndDoneAgainAllIsAsItWas() {
    for (int seed = 0; seed < 30; seed++) {
      LabelModel tried = new LabelModel();
      List<OpenScan> scans = List.of(scan, other);
      RandomEdits person = new RandomEdits(tried, scans, seed);
      List<String> states = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        person.next();
      }
      while (tried.canUndoProperty().get()) {
        states.addFirst(StateText.of(tried, scans));
        tried.undo();
      }
      assertThat(tried.classes()).isEmpty();
      assertThat(tried.labels(scan).labelledCount()).isZero();
      for (String state : states) {
        tried.redo();
        assertThat(StateText.of(tried, scans)).as("seed %d", seed).isEqualTo(state);
      }
    }
  }

  @Test
  void theEditsGivenToTheSinkMakeTheSameState() {
    for (int seed = 0; seed < 30; seed++) {
      List<Edit> kept = new ArrayList<>();
      int[] done = {0};
      LabelState replayed = new LabelState();
      EditSink sink =
          new EditSink() {
            @Override
            public void scanAdded(LabelledScan added) {
              replayed.put(added);
            }

            @Override
            public void edited(int number, Edit edit, Counters counters) {
              kept.subList(number, kept.size()).clear();
              kept.add(edit);
              done[0] = number + 1;
            }

            @Override
            public void moved(int inForce) {
              done[0] = inForce;
            }
          };
      LabelModel tried = new LabelModel();
      tried.open(RestoredLabels.none(), sink);
      RandomEdits person = new RandomEdits(tried, List.of(scan, other), seed);
      for (int i = 0; i < 80; i++) {
        person.next();
      }
      kept.subList(0, done[0]).forEach(replayed::apply);
      List<OpenScan> inOrder =
          replayed.scans().stream().map(one -> one.name().equals("other") ? other : scan).toList();
      assertThat(StateText.of(replayed))
          .as("seed %d", seed)
          .isEqualTo(StateText.of(tried, inOrder));
      assertThat(kept).isEqualTo(tried.edits());
    }
  }
}
