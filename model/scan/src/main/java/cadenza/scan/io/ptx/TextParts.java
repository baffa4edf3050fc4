package cadenza.scan.io.ptx;

import cadenza.scan.Progress;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.TextRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text file that has several scans one after another, each with a header that says how many
/// lines of points follow.
///
/// # How it works
///
/// The number in a header tells the line at which the next one must be. If there is none, the count
/// is wrong, and the next header is looked for line by line; what lies between are points. So
/// neither too many nor too few points spoil the scans behind them.
///
/// @param <H> what a header says
final class TextParts<H> {
  /// How headers look.
  interface Form<H> {
    /// Lines of a header.
    int lines();

    /// The header that begins at a line; empty if none does.
    Optional<H> read(TextRows.Finder finder, long line) throws IOException;

    /// How many points a header promises, not less than 0.
    long points(H header);
  }

  /// One scan.
  ///
  /// @param firstLine line of its first point
  /// @param rows lines of points it has
  /// @param firstRow row of its first point among those of all scans
  record Part<H>(H header, long firstLine, long rows, long firstRow) {}

  static final int MAX_PARTS = 65535;

  private final TextRows text;
  private final Form<H> form;
  private final TextRows.Finder finder;
  private final List<Part<H>> parts = new ArrayList<>();
  private long rowCount;
  private long promised;

  private TextParts(TextRows text, Form<H> form) {
    this.text = text;
    this.form = form;
    this.finder = text.new Finder();
  }

  /// Finds the scans of a file.
  static <H> TextParts<H> find(TextRows text, Form<H> form, Progress progress) throws IOException {
    TextParts<H> found = new TextParts<>(text, form);
    long line = 0;
    while (line < text.lineCount() && found.parts.size() < MAX_PARTS) {
      Optional<H> header = form.read(found.finder, line);
      if (header.isEmpty()) {
        break;
      }
      line = found.add(header.get(), line + form.lines(), progress);
    }
    return found;
  }

  /// Adds a scan and gives the line behind it.
  private long add(H header, long firstLine, Progress progress) throws IOException {
    long count = form.points(header);
    long there = Math.max(0, text.lineCount() - firstLine);
    long end = Math.min(text.lineCount(), firstLine) + Math.min(count, there);
    if (count > there || count < there && form.read(finder, end).isEmpty()) {
      end = nextHeader(firstLine, progress);
    }
    long rows = Math.max(0, end - firstLine);
    parts.add(new Part<>(header, firstLine, rows, rowCount));
    rowCount += rows;
    promised = promised > Long.MAX_VALUE - count ? Long.MAX_VALUE : promised + count;
    return end;
  }

  private long nextHeader(long firstLine, Progress progress) throws IOException {
    for (long line = firstLine; line < text.lineCount(); line++) {
      if ((line & 0xffff) == 0) {
        progress.checkCancelled();
      }
      if (form.read(finder, line).isPresent()) {
        return line;
      }
    }
    return text.lineCount();
  }

  List<Part<H>> parts() {
    return parts;
  }

  /// Lines of points of all scans together.
  long rowCount() {
    return rowCount;
  }

  TextRows.Finder finder() {
    return finder;
  }

  /// Makes what reads the lines of one scan.
  interface ReaderOf<H> {
    TextRows.LineReader of(Part<H> part, int number);
  }

  /// Reads the points of all scans into a table that has room for them.
  ///
  /// @param warnings where to say what is lost
  /// @return how many rows are good
  long read(
      Path file, PointTable table, ReaderOf<H> readers, List<String> warnings, Progress progress)
      throws IOException {
    long damaged = 0;
    boolean isCut = false;
    String first = "";
    for (int i = 0; i < parts.size(); i++) {
      Part<H> part = parts.get(i);
      double from = (double) part.firstRow / rowCount;
      double to = (double) (part.firstRow + part.rows) / rowCount;
      TextRows.Damage damage =
          text.read(
              part.firstLine,
              part.rows,
              table,
              part.firstRow,
              readers.of(part, i),
              progress.slice(from, to));
      if (damage != null) {
        first =
            first.isEmpty()
                ? "after %d points a line reads \"%s\"".formatted(damage.row(), damage.text())
                : first;
        isCut = damage.isCut();
        damaged += damage.count() - (isCut ? 1 : 0);
      }
    }
    boolean endsEarly = rowCount < promised && rowCount > 0 && text.endsInsideLine();
    long good = isCut || endsEarly ? rowCount - 1 : rowCount; // the last number may be cut
    if (damaged >= good && promised > 0) {
      throw new ScanException(
          file,
          first.isEmpty()
              ? "the header promises %d points, but the file ends before the first"
                  .formatted(promised)
              : first + ", which is no point; no line is one",
          "Copy or export the scan again.");
    }
    if (damaged > 0) {
      warnings.add(
          first
              + ", which is no point; lines like this, kept without coordinates: "
              + damaged
              + ".");
    }
    tellCount(good, warnings);
    return good;
  }

  private void tellCount(long good, List<String> warnings) {
    if (good < promised) {
      warnings.add(
          "the header promises %d points, the file ends after %d. Opened the first %d."
              .formatted(promised, good, good));
    } else if (good > promised) {
      warnings.add(
          "the header promises %d points, there are %d. Opened all.".formatted(promised, good));
    } else if (good == 0) {
      warnings.add("the file holds no points.");
    }
    if (parts.size() == MAX_PARTS) {
      warnings.add("only the first %d scans of the file are opened.".formatted(MAX_PARTS));
    }
  }
}
