package cadenza.scan.io;

/// How lines of numbers are written.
///
/// @param separators what parts numbers, besides blank and tab
/// @param hasDecimalComma whether `1,5` is one and a half
/// @param hasComments whether lines that start with `#` or `//` are comments
public record TextStyle(String separators, boolean hasDecimalComma, boolean hasComments) {
  /// Blanks between numbers, a point in front of fractions, no comments.
  public static final TextStyle PLAIN = new TextStyle("", false, false);

  /// As [#PLAIN], with comments.
  public static final TextStyle COMMENTED = new TextStyle("", false, true);
}
