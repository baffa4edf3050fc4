package cadenza.scan.io.mesh;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a text, one after another, as words between blanks.
///
/// A backslash at the end of a line joins it with the next one. Line feed, carriage return and both
/// end a line.
final class TextLines {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MAX_LINE_BYTES = 1 << 24;

  private final FileBytes file;
  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private long next;
  private int lineEnd;
  private int nextStart;
  private int at;
  private int wordStart;

  TextLines(FileBytes file) {
    this.file = file;
  }

  /// How much of the file has been read, from 0 to 1.
  double share() {
    return file.size() == 0 ? 1 : (double) (next - (end - start)) / file.size();
  }

  /// Steps to the next line; false at the end of the file.
  boolean nextLine() throws IOException {
    start = Math.min(nextStart, end);
    int i = start;
    while (true) {
      while (i < end && buffer[i] != '\n' && buffer[i] != '\r') {
        i++;
      }
      if (i < end && i > start && buffer[i - 1] == '\\') {
        i = join(i);
      } else if (i < end || end - start >= MAX_LINE_BYTES) {
        break;
      } else {
        int have = end - start;
        boolean isMore = refill();
        i = start + have;
        if (!isMore) {
          break;
        }
      }
    }
    lineEnd = i;
    nextStart = i + 1;
    at = start;
    wordStart = start;
    return start < end;
  }

  /// Blanks out a backslash and the line end behind it.
  ///
  /// @return where the line end was, in what is now the buffer
  private int join(int lineEndAt) throws IOException {
    int i = lineEndAt;
    if (i + 1 == end) {
      i -= start;
      refill();
    }
    boolean isTwo = buffer[i] == '\r' && i + 1 < end && buffer[i + 1] == '\n';
    Arrays.fill(buffer, i - 1, isTwo ? i + 2 : i + 1, (byte) ' ');
    return i;
  }

  /// Reads more behind what is left; false at the end of the file.
  private boolean refill() throws IOException {
    int have = end - start;
    byte[] more = new byte[have + BUFFER_BYTES];
    System.arraycopy(buffer, start, more, 0, have);
    int read = file.read(next, more, have, BUFFER_BYTES);
    next += read;
    buffer = more;
    start = 0;
    end = have + read;
    return read > 0;
  }

  /// Steps to the next word of the line; false where it ends.
  boolean nextWord() {
    int i = at;
    while (i < lineEnd && isBlank(buffer[i])) {
      i++;
    }
    wordStart = i;
    while (i < lineEnd && !isBlank(buffer[i])) {
      i++;
    }
    at = i;
    return at > wordStart;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\f';
  }

  /// True if the word is this one, in whatever case.
  boolean isWord(String word) {
    if (at - wordStart != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      byte b = buffer[wordStart + i];
      int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
      if (lower != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String word() {
    return new String(buffer, wordStart, at - wordStart, StandardCharsets.UTF_8);
  }

  /// Length of the word in bytes.
  int length() {
    return at - wordStart;
  }

  /// A byte of the word.
  byte charAt(int index) {
    return buffer[wordStart + index];
  }

  /// All that follows the word, without blanks around it.
  String rest() {
    return new String(buffer, at, lineEnd - at, StandardCharsets.UTF_8).strip();
  }

  /// The rest of the line, for a parser of numbers.
  Slice slice() {
    return new Slice(buffer, at, lineEnd);
  }

  /// Bytes of a line; good until the next line is asked for.
  record Slice(byte[] bytes, int from, int to) {}

  /// The line, or its beginning, for messages.
  String shown() {
    int length = Math.min(50, lineEnd - start);
    byte[] text = Arrays.copyOfRange(buffer, start, start + length);
    return new String(text, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]+", " ").strip();
  }
}
