package cadenza.scan.io.las;

/// The running median of five that predicts steps in x and y (LAZ specification, "streaming
/// median").
///
/// New values push out the largest and the smallest of the five by turns, so this is not the median
/// of the last five.
final class Median {
  private int smallest;
  private int small;
  private int middle;
  private int large;
  private int largest;
  private boolean isLargestNext = true;

  void reset() {
    smallest = 0;
    small = 0;
    middle = 0;
    large = 0;
    largest = 0;
    isLargestNext = true;
  }

  int get() {
    return middle;
  }

  void add(int value) {
    if (isLargestNext) {
      pushOutLargest(value);
    } else {
      pushOutSmallest(value);
    }
  }

  private void pushOutLargest(int value) {
    if (value < middle) {
      largest = large;
      large = middle;
      if (value < smallest) {
        middle = small;
        small = smallest;
        smallest = value;
      } else if (value < small) {
        middle = small;
        small = value;
      } else {
        middle = value;
      }
    } else {
      if (value < large) {
        largest = large;
        large = value;
      } else {
        largest = value;
      }
      isLargestNext = false;
    }
  }

  private void pushOutSmallest(int value) {
    if (middle < value) {
      smallest = small;
      small = middle;
      if (largest < value) {
        middle = large;
        large = largest;
        largest = value;
      } else if (large < value) {
        middle = large;
        large = value;
      } else {
        middle = value;
      }
    } else {
      if (small < value) {
        smallest = small;
        small = value;
      } else {
        smallest = value;
      }
      isLargestNext = true;
    }
  }
}
