package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRowsTest {
  private static final int BLOCK = 1 << 22;

  @TempDir Path directory;

  /// Lines of one length that count upwards; some lengths divide the size of a block, so that lines
  /// begin exactly where blocks do.
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 17, 4096})
  void noLineIsLostOrReadTwiceWhereBlocksMeet(int lineBytes) throws Exception {
    int lines = 2 * BLOCK / lineBytes + 3;
    byte[] text = new byte[lines * lineBytes];
    Arrays.fill(text, (byte) ' ');
    for (int i = 0; i < lines; i++) {
      byte[] number = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(number, 0, text, i * lineBytes, number.length);
      text[(i + 1) * lineBytes - 1] = '\n';
    }
    int[] rows = read(text, lines, 0);
    for (int i = 0; i < lines; i++) {
      assertThat(rows[i]).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 257, 100_000, 3 * BLOCK})
  void aLineMayReachFarIntoOtherBlocks(int tail) throws Exception {
    StringBuilder text = new StringBuilder("0\n".repeat(BLOCK / 2 - 1));
    text.append("1").append(" ".repeat(tail)).append("\n2\n");
    int[] rows = read(text.toString().getBytes(StandardCharsets.US_ASCII), BLOCK / 2 + 1, 0);
    assertThat(rows[BLOCK / 2 - 2]).isZero();
    assertThat(rows[BLOCK / 2 - 1]).isEqualTo(1);
    assertThat(rows[BLOCK / 2]).isEqualTo(2);
  }

  @Test
  void linesInFrontMayBeSkippedAcrossBlocks() throws Exception {
    int skipped = BLOCK / 2 + 5;
    String text = "7\n".repeat(skipped) + "8\n9\n";
    assertThat(read(text.getBytes(StandardCharsets.US_ASCII), 2, skipped)).containsExactly(8, 9);
  }

  private int[] read(byte[] text, int rows, int skipped) throws Exception {
    Path path = Files.write(directory.resolve("a.txt"), text);
    int[] values = new int[rows];
    try (FileBytes file = FileBytes.open(path)) {
      TextRows lines = new TextRows(file, 0, TextStyle.COMMENTED, Progress.none());
      assertThat(lines.lineCount()).isEqualTo((long) rows + skipped);
      List<Field> fields =
          Stream.of("x", "y", "z").map(name -> new Field(name, ScalarType.FLOAT32)).toList();
      PointTable table = PointTable.of(path, fields, rows, ReadOptions.everything(), new double[3]);
      TextRows.Damage damage =
          lines.read(
              skipped,
              rows,
              table,
              (line, block, row) -> {
                boolean isThere = line.next();
                values[row] += (int) line.longValue();
                return isThere;
              },
              Progress.none());
      assertThat(damage).isNull();
    }
    return values;
  }
}
