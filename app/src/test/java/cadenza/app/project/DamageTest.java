package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.labels.Edit;
import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.labels.LabelState;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.RestoredLabels;
import cadenza.app.labels.StateText;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the bytes of a project file: no exception that was not foreseen, no label
/// that nobody gave, the file as it was, and a copy.
class DamageTest {
  private static final int STROKES = 150;

  // In memory where the system has that: hundreds of projects are written, and none shall last.
  @TempDir(factory = FolderInMemory.class)
  Path folder;

  private final OpenScan scan = new OpenScan("corner", null, SmallRoom.contents());
  private byte[] sound = {};
  private byte[] young = {};
  private byte[] log = {};
  private final List<String> states = new ArrayList<>();
  private final Set<String> labelsGiven = new HashSet<>();
  private int number;

  // What befell the tries of a test.
  private int unchanged;
  private int recovered;
  private int refused;
  private long edits;

  /// Makes a project of strokes that never touch a point again, so that any label is known to be
  /// right or wrong whatever else was lost; classes, views, a probe and a setting besides.
  @BeforeEach
  void makeProject() throws IOException {
    Path file = folder.resolve("whole.cadenza");
    Project project = Project.create(file, ProjectContents.none(), WriteListener.NONE);
    LabelModel model = new LabelModel();
    model.open(RestoredLabels.none(), project);
    List<LabelClass> classes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      classes.add(model.addClass("class number " + i, 0x102030 * i));
    }
    Random random = new Random(5);
    int[] shuffled = random.ints(0, SmallRoom.POINTS).distinct().limit(SmallRoom.POINTS).toArray();
    int each = SmallRoom.POINTS / STROKES;
    for (int stroke = 0; stroke < STROKES; stroke++) {
      BitSet points = new BitSet();
      for (int i = 0; i < each; i++) {
        points.set(shuffled[stroke * each + i]);
      }
      int id = classes.get(stroke % classes.size()).id();
      model.paint(scan, id, Selection.of(SmallRoom.POINTS, points), "Brush");
    }
    // A row of many pages.
    byte[] probe = new byte[20_000];
    random.nextBytes(probe);
    project.addProbe("probe", "{}", probe);
    project.put("name", "value");
    assertThat(project.flush()).isTrue();
    young = Files.readAllBytes(file);
    log = Files.readAllBytes(ProjectFile.logOf(file));
    assertThat(project.close()).isTrue();
    sound = Files.readAllBytes(file);
    ProjectContents contents = ProjectFile.read(file);
    LabelState state = new LabelState();
    contents.scans().forEach(state::put);
    for (Edit edit : contents.edits()) {
      states.add(StateText.of(state));
      state.apply(edit);
    }
    states.add(StateText.of(state));
    labelsGiven.addAll(labels(state));
  }

  private static List<String> labels(LabelState state) {
    List<String> all = new ArrayList<>();
    for (LabelledScan one : state.scans()) {
      LabelSnapshot labels = state.labels(one.id()).snapshot();
      for (int i = 0; i < labels.size(); i++) {
        all.add(labels.points()[i] + " " + labels.classIds()[i] + " " + labels.strokes()[i]);
      }
    }
    return all;
  }

  /// @param atLeast edits there must be if none is said to be lost
  private void tryToOpen(byte[] bytes, byte[] ofLog, int atLeast, String what) {
    Path file = folder.resolve("try-" + number++).resolve("room.cadenza");
    Path copy = file.resolveSibling("room.damaged-1.cadenza");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      if (ofLog.length > 0) {
        Files.write(ProjectFile.logOf(file), ofLog);
      }
      UnnamedProjects unnamed = new UnnamedProjects(folder.resolve("unnamed"));
      ProjectOpening.Opened opened = new ProjectOpening(unnamed, WriteListener.NONE).open(file);
      LabelState state = opened.labels().state();
      int done = opened.labels().done();
      assertThat(labelsGiven.containsAll(labels(state))).as(what).isTrue();
      if (opened.losses().isEmpty()) {
        assertThat(StateText.of(state)).as(what).isEqualTo(states.get(done));
        assertThat(done).as(what).isGreaterThanOrEqualTo(atLeast);
      }
      assertThat(opened.project().close()).as(what).isTrue();
      if (opened.inPlace()) {
        assertThat(opened.losses()).isEmpty();
        assertThat(copy).doesNotExist();
        unchanged++;
      } else {
        assertThat(Arrays.equals(read(file), bytes)).as(what).isTrue();
        assertThat(Arrays.equals(read(copy), bytes)).as(what).isTrue();
        String again = StateText.of(ProjectFile.read(opened.project().file()).replayed().state());
        assertThat(again).as(what).isEqualTo(StateText.of(state));
        recovered++;
        edits += done;
      }
    } catch (ProjectException told) {
      assertThat(told).as(what).hasMessageContaining(" — ");
      assertThat(Arrays.equals(read(file), bytes)).as(what).isTrue();
      refused++;
    } catch (IOException unforeseen) {
      throw new AssertionError(what, unforeseen);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private int all() {
    return states.size() - 1;
  }

  private byte[] damaged(Consumer<byte[]> damage) {
    byte[] bytes = sound.clone();
    damage.accept(bytes);
    return bytes;
  }

  @Test
  void truncatedAtManyLengths() {
    Random random = new Random(1);
    List<Integer> lengths = new ArrayList<>(List.of(0, 1, 16, 60, 99, 100, 101, 512, 4095, 4096));
    for (int i = 0; i < 25; i++) {
      lengths.add(random.nextInt(sound.length));
      lengths.add(random.nextInt(sound.length / 4096) * 4096);
    }
    lengths.add(sound.length - 1);
    for (int length : lengths) {
      tryToOpen(Arrays.copyOf(sound, length), new byte[0], all(), "cut to " + length);
    }
    assertThat(unchanged).isZero();
    assertThat(recovered).isGreaterThan(40);
    // Half of the file is there on average, and so are about as many edits.
    assertThat(edits / (double) recovered).isGreaterThan(0.35 * STROKES);
  }

  @Test
  void oneByteFlipped() {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      // A third in the header and the schema, where a byte matters most.
      int at = random.nextInt(i % 3 == 0 ? 120 : sound.length);
      int bit = 1 << random.nextInt(8);
      tryToOpen(
          damaged(bytes -> bytes[at] ^= (byte) bit), new byte[0], all(), "bit flipped at " + at);
    }
    assertThat(refused).isZero();
    assertThat(recovered).isGreaterThan(40);
    assertThat(edits / (double) recovered).isGreaterThan(0.8 * STROKES);
  }

  @Test
  void runsOfBytesOverwritten() {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(sound.length);
      byte[] noise = new byte[1 + random.nextInt(3000)];
      if (random.nextBoolean()) {
        random.nextBytes(noise);
      }
      int length = Math.min(noise.length, sound.length - at);
      tryToOpen(
          damaged(bytes -> System.arraycopy(noise, 0, bytes, at, length)),
          new byte[0],
          all(),
          length + " bytes overwritten at " + at);
    }
    assertThat(recovered).isGreaterThan(20);
    assertThat(edits / (double) recovered).isGreaterThan(0.7 * STROKES);
  }

  @Test
  void theLogOfACrashDamaged() {
    // As a crash leaves it: all is in the log. One that ends early is a shorter history, and SQLite
    // takes a log to end where it does not make sense any more.
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = log.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      byte[] cut = i % 2 == 0 ? bytes : Arrays.copyOf(log, at);
      tryToOpen(young, cut, 0, "log damaged at " + at);
    }
    assertThat(refused).isZero();
    assertThat(unchanged).isPositive();
  }

  @Test
  void garbageOfAnyKind() {
    Random random = new Random(6);
    for (int i = 0; i < 20; i++) {
      byte[] noise = new byte[random.nextInt(60_000)];
      random.nextBytes(noise);
      if (i % 2 == 0) {
        System.arraycopy(sound, 0, noise, 0, Math.min(100, noise.length));
      }
      tryToOpen(noise, new byte[0], all(), "noise " + i);
    }
    assertThat(refused).isEqualTo(20);
  }
}
