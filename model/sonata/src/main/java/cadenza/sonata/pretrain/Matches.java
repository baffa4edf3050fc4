package cadenza.sonata.pretrain;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which of the teacher's points stand for the student's: the nearest one of the same element of
/// the batch, if it is near enough (P/models/sonata/sonata_v1m1_base.py:313).
///
/// # How it works
///
/// Nothing farther than `radius` counts, so the teacher's points of an element are sorted into
/// cubes of that edge, and a search looks into 27 of them. Among equally near points the lowest row
/// wins.
///
/// @param student rows of the student's points that have a match, ascending, `(matches)`
/// @param teacher rows of the teacher's points, `(matches)`
public record Matches(int[] student, int[] teacher) {
  private static final int AXIS_BITS = 20;
  private static final long MIDDLE = 1L << AXIS_BITS - 1;

  public Matches {
    if (student.length != teacher.length) {
      throw new IllegalArgumentException("matches are pairs");
    }
  }

  public int count() {
    return student.length;
  }

  /// Some of them at random, in their order; all if there are no more.
  public Matches choose(int most, Draws draws) {
    if (count() <= most) {
      return this;
    }
    int[] chosen = Arrays.copyOf(draws.permutation(count()), most);
    Arrays.sort(chosen);
    return new Matches(
        Arrays.stream(chosen).map(i -> student[i]).toArray(),
        Arrays.stream(chosen).map(i -> teacher[i]).toArray());
  }

  /// Some of them at random, in their order, the more important the likelier (Efraimidis and
  /// Spirakis 2006: the earliest of exponential races); all if there are no more.
  ///
  /// @param importance of each match, above 0
  Matches choose(int most, float[] importance, Draws draws) {
    if (count() <= most) {
      return this;
    }
    double[] races = new double[count()];
    for (int i = 0; i < races.length; i++) {
      races[i] = -Math.log(1 - draws.uniform(0, 1)) / importance[i];
    }
    double[] sorted = races.clone();
    Arrays.sort(sorted);
    double last = sorted[most - 1];
    int[] chosen = IntStream.range(0, races.length).filter(i -> races[i] <= last).toArray();
    return new Matches(
        Arrays.stream(chosen).map(i -> student[i]).toArray(),
        Arrays.stream(chosen).map(i -> teacher[i]).toArray());
  }

  /// Finds them.
  ///
  /// @param student positions before augmentation, `(points, 3)`
  /// @param studentEnds where each element's points end, `(elements)`
  /// @param teacher positions before augmentation, `(points, 3)`
  /// @param teacherEnds where each element's points end, `(elements)`
  /// @param radius a match is nearer than that, in metres
  public static Matches nearest(
      float[] student, int[] studentEnds, float[] teacher, int[] teacherEnds, double radius) {
    if (studentEnds.length != teacherEnds.length) {
      throw new IllegalArgumentException("student and teacher see different numbers of elements");
    }
    int[] of = new int[student.length / 3];
    int begin = 0;
    int teacherBegin = 0;
    for (int element = 0; element < studentEnds.length; element++) {
      Cells cells = new Cells(teacher, teacherBegin, teacherEnds[element], (float) radius);
      for (int i = begin; i < studentEnds[element]; i++) {
        of[i] = cells.nearest(student[3 * i], student[3 * i + 1], student[3 * i + 2]);
      }
      begin = studentEnds[element];
      teacherBegin = teacherEnds[element];
    }
    int[] rows = new int[of.length];
    int count = 0;
    for (int i = 0; i < of.length; i++) {
      if (of[i] >= 0) {
        rows[count++] = i;
      }
    }
    int[] matched = Arrays.copyOf(rows, count);
    return new Matches(matched, Arrays.stream(matched).map(i -> of[i]).toArray());
  }

  /// The teacher's points of one element, sorted into cubes.
  private static final class Cells {
    private final float[] coord;
    private final float radius;
    private final long[] keys; // of the points, ascending
    private final int[] rows; // in the order of keys

    Cells(float[] coord, int begin, int end, float radius) {
      this.coord = coord;
      this.radius = radius;
      long[][] sorted = new long[end - begin][];
      for (int i = begin; i < end; i++) {
        long key = key(cell(coord[3 * i]), cell(coord[3 * i + 1]), cell(coord[3 * i + 2]));
        sorted[i - begin] = new long[] {key, i};
      }
      Arrays.sort(
          sorted, (a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
      keys = Arrays.stream(sorted).mapToLong(pair -> pair[0]).toArray();
      rows = Arrays.stream(sorted).mapToInt(pair -> (int) pair[1]).toArray();
    }

    private long cell(float value) {
      return (long) Math.floor((double) value / radius) + MIDDLE;
    }

    private static long key(long x, long y, long z) {
      return x << 2 * AXIS_BITS | y << AXIS_BITS | z;
    }

    int nearest(float x, float y, float z) {
      int best = -1;
      float least = Float.POSITIVE_INFINITY;
      long cx = cell(x);
      long cy = cell(y);
      long cz = cell(z);
      for (long i = cx - 1; i <= cx + 1; i++) {
        for (long j = cy - 1; j <= cy + 1; j++) {
          // Three cubes along z are neighbours in the order of keys.
          int at = Arrays.binarySearch(keys, key(i, j, cz - 1));
          at = at < 0 ? -at - 1 : first(at);
          long last = key(i, j, cz + 1);
          for (; at < keys.length && keys[at] <= last; at++) {
            int row = rows[at];
            float dx = x - coord[3 * row];
            float dy = y - coord[3 * row + 1];
            float dz = z - coord[3 * row + 2];
            float squared = dx * dx + dy * dy + dz * dz;
            if (squared < least || (squared == least && row < best)) {
              least = squared;
              best = row;
            }
          }
        }
      }
      return (float) Math.sqrt(least) < radius ? best : -1;
    }

    private int first(int found) {
      int at = found;
      while (at > 0 && keys[at - 1] == keys[at]) {
        at--;
      }
      return at;
    }
  }
}
