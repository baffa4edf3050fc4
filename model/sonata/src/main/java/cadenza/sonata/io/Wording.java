package cadenza.sonata.io;

/// Words from a file we do not trust, made fit for a message.
final class Wording {
  private static final int MAX_LENGTH = 80;

  private Wording() {}

  /// The text in quotes, without control characters and not longer than a line.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(out::appendCodePoint);
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      out.append("...");
    }
    return out.append('"').toString();
  }
}
