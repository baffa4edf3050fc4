package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads lines of numbers in parallel.
///
/// # How it works
///
/// The text is cut into blocks of a few megabytes; a line belongs to the block it starts in. A
/// first pass counts the lines of each block, whose running sum is the row each block begins with;
/// a second pass parses. So exactly as much is allocated as there are lines, whatever a header
/// promises. Blank lines and comments count as nothing; line feed, carriage return and both end a
/// line. The first line that is damaged ends the scan: everything before it is good.
final class TextRows {
  /// Parses one line into a row; false if the line does not hold what it should.
  interface LineReader {
    boolean read(NumberParser line, int row);
  }

  private static final int BLOCK_BYTES = 1 << 22;
  private static final int MAX_LINE_BYTES = 1 << 24;

  private final FileBytes file;
  private final long start;
  private final TextStyle style;
  private final long[] firstLine;

  /// Counts the lines from `start` to the end of the file.
  TextRows(FileBytes file, long start, TextStyle style, Progress progress) throws IOException {
    this.file = file;
    this.start = start;
    this.style = style;
    int blocks = (int) Math.ceilDiv(Math.max(0, file.size() - start), BLOCK_BYTES);
    firstLine = new long[blocks + 1];
    Blocks.forEach(
        blocks,
        progress,
        "counting lines",
        block -> {
          long[] count = new long[1];
          eachLine(
              block,
              (bytes, from, to) -> {
                count[0]++;
                return true;
              });
          firstLine[block + 1] = count[0];
        });
    for (int i = 0; i < blocks; i++) {
      firstLine[i + 1] += firstLine[i];
    }
  }

  /// Number of lines that are neither blank nor comments.
  long lineCount() {
    return firstLine[firstLine.length - 1];
  }

  /// At most so many lines of so many numbers are there: no more than lines, and no more than there
  /// are bytes for, a digit and a separator a number. Without the latter a short file of short
  /// lines under a header of many columns would ask for far more memory than it has bytes.
  long lineCount(int numbersPerLine) {
    long fits = (file.size() - start + 1) / (2L * Math.max(1, numbersPerLine));
    return Math.min(lineCount(), fits);
  }

  /// True if the last line has no line end, so that its last number may be cut.
  boolean endsInsideLine() throws IOException {
    byte[] last = file.read(file.size() - 1, 1);
    return last.length == 1 && last[0] != '\n' && last[0] != '\r';
  }

  /// Parses `rows` lines, the first of which comes after `skippedLines` others.
  ///
  /// @return the first damaged line, or null if all are good
  @Nullable Damage read(long skippedLines, int rows, LineReader reader, Progress progress)
      throws IOException {
    @Nullable Damage[] damages = new Damage[firstLine.length];
    Blocks.forEach(
        firstLine.length - 1,
        progress,
        "reading points",
        block -> {
          long first = firstLine[block] - skippedLines;
          long last = firstLine[block + 1] - skippedLines;
          if (last > 0 && first < rows) {
            damages[block] = new BlockReader(first, rows, reader).read(block);
          }
        });
    for (Damage damage : damages) {
      if (damage != null) {
        boolean isLast = skippedLines + damage.row() == lineCount() - 1;
        return isLast && endsInsideLine() ? new Damage(damage.row(), damage.text(), true) : damage;
      }
    }
    return null;
  }

  /// A line that is not what it should be.
  ///
  /// @param row rows before it are good
  /// @param text the line, or its beginning
  /// @param isCut whether it is only that the file ends in the middle of the line
  record Damage(int row, String text, boolean isCut) {
    /// The rows of a table that come before the damage.
    Rows rows(PointTable table) {
      return new Rows(table, row, isCut ? "the file ends" : "a line reads \"" + text + "\"");
    }
  }

  private final class BlockReader {
    private long row;
    private final int rows;
    private final LineReader reader;
    private final NumberParser parser = new NumberParser(style);
    private @Nullable Damage damage;

    BlockReader(long firstRow, int rows, LineReader reader) {
      this.row = firstRow;
      this.rows = rows;
      this.reader = reader;
    }

    @Nullable Damage read(int block) throws IOException {
      eachLine(block, this::line);
      return damage;
    }

    private boolean line(byte[] bytes, int from, int to) {
      long current = row++;
      if (current < 0) {
        return true;
      }
      if (current >= rows) {
        return false;
      }
      parser.line(bytes, from, to);
      if (reader.read(parser, (int) current) && !parser.isMalformed()) {
        return true;
      }
      damage = new Damage((int) current, shown(bytes, from, to), false);
      return false;
    }
  }

  private static String shown(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, 50);
    String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    return text.strip().replaceAll("[^\\x20-\\x7e]+", " ") + (length < to - from ? "…" : "");
  }

  private interface LineConsumer {
    /// False to see no more lines.
    boolean accept(byte[] bytes, int from, int to);
  }

  /// Visits the lines that start in a block and are neither blank nor comments.
  private void eachLine(int block, LineConsumer consumer) throws IOException {
    long blockStart = start + (long) block * BLOCK_BYTES;
    // one byte before, to see whether a line starts exactly at the block
    int before = block == 0 ? 0 : 1;
    int wanted = before + BLOCK_BYTES;
    byte[] bytes = file.read(blockStart - before, wanted + 256);
    int length = bytes.length;
    int limit = Math.min(length, wanted);
    int at = 0;
    if (before == 1) {
      at = lineEnd(bytes, 0, length) + 1;
      if (at >= limit) {
        return;
      }
    }
    while (at < limit) {
      int end = lineEnd(bytes, at, length);
      if (end == length && blockStart - before + length < file.size()) {
        bytes = longer(bytes, blockStart - before, at);
        length = bytes.length;
        end = lineEnd(bytes, at, length);
      }
      if (isData(bytes, at, end) && !consumer.accept(bytes, at, end)) {
        return;
      }
      at = end + 1;
    }
  }

  /// The block's bytes with as much more as the line at `at` needs.
  private byte[] longer(byte[] bytes, long from, int at) throws IOException {
    byte[] more = bytes;
    for (int extra = 1 << 16; extra <= MAX_LINE_BYTES; extra <<= 1) {
      more = file.read(from, BLOCK_BYTES + extra);
      if (lineEnd(more, at, more.length) < more.length || from + more.length >= file.size()) {
        return more;
      }
    }
    return more;
  }

  private static int lineEnd(byte[] bytes, int from, int length) {
    int i = from;
    while (i < length && bytes[i] != '\n' && bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  private boolean isData(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i < to
        && !(style.hasComments()
            && (bytes[i] == '#' || bytes[i] == '/' && i + 1 < to && bytes[i + 1] == '/'));
  }
}
