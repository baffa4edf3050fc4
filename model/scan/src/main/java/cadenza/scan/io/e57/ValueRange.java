package cadenza.scan.io.e57;

import cadenza.scan.ScalarType;

/// Collects what the same value is stored as in several scans, to find a type for all.
final class ValueRange {
  private long minimum = Long.MAX_VALUE;
  private long maximum = Long.MIN_VALUE;
  private boolean isInteger = true;
  private boolean isExactInFloat = true;

  void add(Element element) {
    isInteger &= element.isInteger();
    isExactInFloat &= element.isExactInFloat();
    minimum = Math.min(minimum, element.minimum());
    maximum = Math.max(maximum, element.maximum());
  }

  ScalarType type() {
    if (isInteger) {
      return Element.integerType(minimum, maximum);
    }
    return isExactInFloat ? ScalarType.FLOAT32 : ScalarType.FLOAT64;
  }
}
