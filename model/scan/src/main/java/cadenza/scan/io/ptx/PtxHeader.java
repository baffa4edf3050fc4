package cadenza.scan.io.ptx;

import cadenza.scan.io.TextRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The ten lines in front of the points of a scan: columns, rows, where the scanner stood, its
/// three axes, and the four rows of the matrix that brings points into the world.
///
/// @param station where the scanner stood in the world, in metres (3)
/// @param world `(3, 4)` row-major: what a point is multiplied with, and in the last column added
///   to it
record PtxHeader(long columns, long rows, double[] station, double[] world) {
  static final int LINES = 10;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final long MOST = Integer.MAX_VALUE;
  private static final int LONGEST_COUNT = 10;

  /// The form of these headers.
  static final TextParts.Form<PtxHeader> FORM =
      new TextParts.Form<>() {
        @Override
        public int lines() {
          return LINES;
        }

        @Override
        public Optional<PtxHeader> read(TextRows.Finder finder, long line) throws IOException {
          return PtxHeader.read(n -> finder.line(line + n));
        }

        @Override
        public long points(PtxHeader header) {
          return header.columns * header.rows;
        }
      };

  /// Gives the lines of a header by their numbers, from 0 on.
  interface Lines {
    String line(int number) throws IOException;
  }

  /// The header that these lines are; empty if they are none.
  static Optional<PtxHeader> read(Lines lines) throws IOException {
    long columns = count(lines.line(0));
    long rows = columns < 0 ? -1 : count(lines.line(1));
    if (rows < 0) {
      return Optional.empty();
    }
    double[][] numbers = new double[LINES][];
    for (int i = 2; i < LINES; i++) {
      numbers[i] = numbers(lines.line(i), i < 6 ? 3 : 4);
      if (numbers[i].length == 0) {
        return Optional.empty();
      }
    }
    double[] world = affine(Arrays.copyOfRange(numbers, 6, LINES));
    return Optional.of(new PtxHeader(columns, rows, station(numbers[2], world), world));
  }

  /// The count a line says; -1 if it says none.
  static long count(String line) {
    boolean isCount =
        !line.isEmpty()
            && line.length() <= LONGEST_COUNT
            && line.chars().allMatch(c -> c >= '0' && c <= '9');
    long count = isCount ? Long.parseLong(line) : -1;
    return count <= MOST ? count : -1;
  }

  /// The finite numbers of a line; none if there are not `count`.
  private static double[] numbers(String line, int count) {
    String[] words = BLANKS.split(line.strip(), -1);
    if (words.length != count) {
      return new double[0];
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      try {
        numbers[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        return new double[0];
      }
      if (!Double.isFinite(numbers[i])) {
        return new double[0];
      }
    }
    return numbers;
  }

  /// PTX multiplies rows, so that the translation is in the last line; some write it in the last
  /// column instead.
  private static double[] affine(double[][] lines) {
    boolean isLastColumn = lines[0][3] != 0 || lines[1][3] != 0 || lines[2][3] != 0;
    boolean isLastLine = lines[3][0] != 0 || lines[3][1] != 0 || lines[3][2] != 0;
    double[] affine = new double[12];
    for (int to = 0; to < 3; to++) {
      for (int from = 0; from < 4; from++) {
        affine[4 * to + from] = isLastColumn && !isLastLine ? lines[to][from] : lines[from][to];
      }
    }
    return affine;
  }

  /// The place the header says; where it says none, the place that the matrix brings the scanner
  /// to.
  private static double[] station(double[] said, double[] world) {
    boolean isSaid = said[0] != 0 || said[1] != 0 || said[2] != 0;
    return isSaid ? said : new double[] {world[3], world[7], world[11]};
  }

  /// Brings a point into the world, in place.
  void moveToWorld(double[] point) {
    double x = point[0];
    double y = point[1];
    double z = point[2];
    for (int axis = 0; axis < 3; axis++) {
      int row = 4 * axis;
      point[axis] = world[row] * x + world[row + 1] * y + world[row + 2] * z + world[row + 3];
    }
  }
}
