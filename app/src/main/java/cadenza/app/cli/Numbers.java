package cadenza.app.cli;

/// Lists of numbers among the arguments.
final class Numbers {
  private Numbers() {}

  /// Reads `1,2,3`.
  ///
  /// @param option named in the message
  /// @param form what is allowed, for the message
  /// @throws IllegalArgumentException if there are not `count` finite numbers
  static double[] parse(String option, String text, int count, String form) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[count];
    try {
      if (parts.length != count) {
        throw new NumberFormatException(text);
      }
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.parseDouble(parts[i].strip());
        if (!Double.isFinite(numbers[i])) {
          throw new NumberFormatException(parts[i]);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ": " + text + " is not " + form, e);
    }
    return numbers;
  }
}
