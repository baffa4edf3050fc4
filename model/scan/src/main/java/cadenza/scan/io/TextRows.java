package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lines of numbers in parallel.
///
/// # How it works
///
/// The text is cut into blocks of a few megabytes; a line belongs to the block it starts in. A
/// first pass counts the lines of each block, whose running sum is the row each block begins with;
/// a second pass parses. So exactly as much is allocated as there are lines, whatever a header
/// promises. Blank lines and comments count as nothing; line feed, carriage return and both end a
/// line. A line that is damaged leaves its point without coordinates, so that the others keep their
/// places; where many are, this is no longer the same kind of text, and the first of them ends the
/// scan.
public final class TextRows {
  /// Parses one line into a row of a block's columns; false if the line does not hold what it
  /// should.
  public interface LineReader {
    boolean read(NumberParser line, PointTable.Block block, int row);
  }

  private static final int BLOCK_BYTES = 1 << 22;
  private static final int MAX_LINE_BYTES = 1 << 24;

  private final FileBytes file;
  private final long start;
  private final TextStyle style;
  private final long[] firstLine;

  /// Counts the lines from `start` to the end of the file.
  public TextRows(FileBytes file, long start, TextStyle style, Progress progress)
      throws IOException {
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
  public long lineCount() {
    return firstLine[firstLine.length - 1];
  }

  /// At most so many lines of so many numbers are there: no more than lines, and no more than there
  /// are bytes for, a digit and a separator a number. Without the latter a short file of short
  /// lines under a header of many columns would ask for far more memory than it has bytes.
  public long lineCount(int numbersPerLine) {
    long fits = (file.size() - start + 1) / (2L * Math.max(1, numbersPerLine));
    return Math.min(lineCount(), fits);
  }

  /// True if the last line has no line end, so that its last number may be cut.
  public boolean endsInsideLine() throws IOException {
    byte[] last = file.read(file.size() - 1, 1);
    return last.length == 1 && last[0] != '\n' && last[0] != '\r';
  }

  /// Parses `rows` lines, the first of which comes after `skippedLines` others, into a table.
  ///
  /// @param table has room for `rows` rows
  /// @return what is damaged, or null if all lines are good
  public @Nullable Damage read(
      long skippedLines, long rows, PointTable table, LineReader reader, Progress progress)
      throws IOException {
    return read(skippedLines, rows, table, 0, reader, progress);
  }

  /// As above, for one part of a file that has several, into the rows from `firstRow` on.
  public @Nullable Damage read(
      long skippedLines,
      long rows,
      PointTable table,
      long firstRow,
      LineReader reader,
      Progress progress)
      throws IOException {
    @Nullable Damage[] damages = new Damage[firstLine.length];
    int from = blockOf(skippedLines);
    int to = rows == 0 ? from : blockOf(skippedLines + rows - 1) + 1;
    Blocks.forEach(
        to - from,
        progress,
        "reading points",
        i -> {
          int block = from + i;
          long first = Math.max(0, firstLine[block] - skippedLines);
          long last = Math.min(rows, firstLine[block + 1] - skippedLines);
          if (last > first) {
            int skipped = (int) (first - (firstLine[block] - skippedLines));
            PointTable.Block part = table.block(firstRow + first, (int) (last - first));
            damages[block] = new BlockReader(part, skipped, reader).read(block);
            part.close(part.count());
          }
        });
    Damage sum = null;
    for (Damage damage : damages) {
      sum = sum == null ? damage : damage == null ? sum : sum.and(damage);
    }
    if (sum != null
        && skippedLines + sum.lastRow - firstRow == lineCount() - 1
        && endsInsideLine()) {
      return sum.withCut();
    }
    return sum;
  }

  /// The block that a line starts in; the last block if there is no such line.
  private int blockOf(long line) {
    int found = Arrays.binarySearch(firstLine, line);
    int block = found < 0 ? -found - 2 : found;
    while (block + 1 < firstLine.length && firstLine[block + 1] <= line) {
      block++; // blocks in which no line starts
    }
    return Math.max(0, Math.min(block, firstLine.length - 2));
  }

  /// Looks up lines by number; made for going forward, since it keeps the block it was in. For one
  /// thread at a time.
  public final class Finder {
    private static final int LONGEST = 1000;

    private int block = -1;
    private byte[] text = new byte[0];
    private int[] ends = new int[1 << 10];
    private int lines;

    /// The text of a line, at most its first 1000 bytes; empty if there is no such line.
    ///
    /// @param number of the line, counted from 0; blank lines and comments do not count
    public String line(long number) throws IOException {
      if (number < 0 || number >= lineCount()) {
        return "";
      }
      int wanted = blockOf(number);
      if (wanted != block) {
        block = wanted;
        lines = 0;
        eachLine(block, this::add);
      }
      int at = 2 * (int) (number - firstLine[block]);
      int length = Math.min(ends[at + 1] - ends[at], LONGEST);
      return new String(text, ends[at], length, StandardCharsets.ISO_8859_1).strip();
    }

    private boolean add(byte[] bytes, int from, int to) {
      text = bytes;
      if (2 * lines == ends.length) {
        ends = Arrays.copyOf(ends, 2 * ends.length);
      }
      ends[2 * lines] = from;
      ends[2 * lines + 1] = to;
      lines++;
      return true;
    }
  }

  /// Lines that are not what they should be.
  ///
  /// @param row row of the first of them
  /// @param text the first of them, or its beginning
  /// @param count how many there are
  /// @param lastRow row of the last of them
  /// @param isCut whether the last is the file's last line, which ends without a line end
  public record Damage(long row, String text, long count, long lastRow, boolean isCut) {
    // A few may always be wrong; beyond that one in a hundred.
    private static final long FEW = 3;
    private static final long RARE = 100;

    private Damage and(Damage later) {
      return new Damage(row, text, count + later.count, later.lastRow, false);
    }

    private Damage withCut() {
      return new Damage(row, text, count, lastRow, true);
    }

    /// The rows of a table that are good enough to be kept.
    ///
    /// @param rows how many rows were parsed
    /// @param warnings where to say which lines are damaged
    public Rows rows(PointTable table, long rows, List<String> warnings) {
      long damaged = isCut ? count - 1 : count;
      if (damaged > Math.max(FEW, rows / RARE) || damaged == rows) {
        return new Rows(table, row, count == 1 && isCut ? "the file ends" : told());
      }
      if (damaged > 0) {
        warnings.add(
            "after %,d points %s; %s kept without coordinates."
                .formatted(
                    row,
                    told(),
                    damaged == 1
                        ? "its point is"
                        : "the points of %d such lines are".formatted(damaged)));
      }
      return isCut
          ? new Rows(table, lastRow, "the file ends")
          : new Rows(table, rows, "the file ends");
    }

    private String told() {
      return "a line reads \"" + text + "\"";
    }
  }

  private final class BlockReader {
    private final PointTable.Block block;
    private final LineReader reader;
    private final NumberParser parser = new NumberParser(style);
    private int next;
    private @Nullable Damage damage;

    /// @param skipped lines at the start of the block of bytes that belong to no row
    BlockReader(PointTable.Block block, int skipped, LineReader reader) {
      this.block = block;
      this.next = -skipped;
      this.reader = reader;
    }

    @Nullable Damage read(int number) throws IOException {
      eachLine(number, this::line);
      return damage;
    }

    private boolean line(byte[] bytes, int from, int to) {
      int index = next++;
      if (index < 0) {
        return true;
      }
      if (index >= block.count()) {
        return false;
      }
      parser.line(bytes, from, to);
      if (!reader.read(parser, block, block.row() + index) || parser.isMalformed()) {
        block.invalidate(index);
        long row = block.firstRow() + index;
        damage =
            damage == null
                ? new Damage(row, shown(bytes, from, to), 1, row, false)
                : new Damage(damage.row, damage.text, damage.count + 1, row, false);
      }
      return true;
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
