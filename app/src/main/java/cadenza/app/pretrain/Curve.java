package cadenza.app.pretrain;

import java.util.Arrays;

/// A number that changed from step to step, kept in bounded memory however long the run.
///
/// # How it works
///
/// Values go into bins in the order they come. A bin knows the steps it spans and the least,
/// greatest and mean of its values. When all bins are used, neighbours are joined two by two and
/// every later bin takes twice as many values: peaks stay, only their place becomes coarser. With
/// 2,048 bins that is finer than the pixels of a chart. Lives on the window's thread.
public final class Curve {
  /// Bins kept; even, so that joining leaves no half-filled one behind.
  static final int MOST_BINS = 2048;

  private final double[] first = new double[MOST_BINS];
  private final double[] last = new double[MOST_BINS];
  private final double[] low = new double[MOST_BINS];
  private final double[] high = new double[MOST_BINS];
  private final double[] sum = new double[MOST_BINS];
  private final int[] count = new int[MOST_BINS];
  private int size;
  private int perBin = 1;
  private double latest = Double.NaN;

  /// What a chart draws: for each column of pixels that has values, where it is and what they are.
  ///
  /// @param column numbers of the columns, from 0, ascending
  /// @param low least value in a column
  /// @param high greatest value
  /// @param mean mean value
  public record Columns(int[] column, double[] low, double[] high, double[] mean) {
    /// Columns that have values.
    public int size() {
      return column.length;
    }
  }

  /// Adds a value; one that is no number is left out.
  ///
  /// @param step not below the last one
  public void add(double step, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    latest = value;
    if (size > 0 && count[size - 1] < perBin) {
      int bin = size - 1;
      last[bin] = step;
      low[bin] = Math.min(low[bin], value);
      high[bin] = Math.max(high[bin], value);
      sum[bin] += value;
      count[bin]++;
      return;
    }
    if (size == MOST_BINS) {
      halve();
    }
    first[size] = step;
    last[size] = step;
    low[size] = value;
    high[size] = value;
    sum[size] = value;
    count[size] = 1;
    size++;
  }

  private void halve() {
    for (int to = 0; to < size / 2; to++) {
      int a = 2 * to;
      int b = a + 1;
      first[to] = first[a];
      last[to] = last[b];
      low[to] = Math.min(low[a], low[b]);
      high[to] = Math.max(high[a], high[b]);
      sum[to] = sum[a] + sum[b];
      count[to] = count[a] + count[b];
    }
    size /= 2;
    perBin *= 2;
  }

  /// Forgets what came after a step, as a run does that goes on from its last save.
  public void cutAfter(double step) {
    while (size > 0 && first[size - 1] > step) {
      size--;
    }
    if (size == 0) {
      latest = Double.NaN;
    } else {
      last[size - 1] = Math.min(last[size - 1], step);
      latest = mean(size - 1);
    }
  }

  /// Forgets everything.
  public void clear() {
    size = 0;
    perBin = 1;
    latest = Double.NaN;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// The value that came last; NaN while there is none.
  public double latest() {
    return latest;
  }

  /// Step of the last value; 0 while there is none.
  public double lastStep() {
    return size == 0 ? 0 : last[size - 1];
  }

  /// The value at a step or before it, as far as it is known that finely; NaN before the first.
  public double at(double step) {
    int found = Arrays.binarySearch(first, 0, size, step);
    int bin = found >= 0 ? found : -found - 2;
    return bin < 0 ? Double.NaN : mean(bin);
  }

  private double mean(int bin) {
    return sum[bin] / count[bin];
  }

  /// The curve for a chart of so many columns that spans steps 0 to `lastStep`.
  ///
  /// @throws IllegalArgumentException without columns or steps
  public Columns columns(double lastStep, int width) {
    if (width < 1 || !(lastStep > 0)) {
      throw new IllegalArgumentException(
          "a chart of " + width + " columns, " + lastStep + " steps");
    }
    int most = Math.min(width, size);
    int[] column = new int[most];
    double[] lows = new double[most];
    double[] highs = new double[most];
    double[] sums = new double[most];
    int[] counts = new int[most];
    int used = -1;
    for (int bin = 0; bin < size; bin++) {
      double middle = (first[bin] + last[bin]) / 2;
      int at = Math.clamp(Math.round(middle / lastStep * (width - 1)), 0, width - 1);
      if (used < 0 || column[used] != at) {
        used++;
        column[used] = at;
        lows[used] = low[bin];
        highs[used] = high[bin];
      } else {
        lows[used] = Math.min(lows[used], low[bin]);
        highs[used] = Math.max(highs[used], high[bin]);
      }
      sums[used] += sum[bin];
      counts[used] += count[bin];
    }
    int length = used + 1;
    for (int i = 0; i < length; i++) {
      sums[i] /= counts[i];
    }
    return new Columns(
        Arrays.copyOf(column, length),
        Arrays.copyOf(lows, length),
        Arrays.copyOf(highs, length),
        Arrays.copyOf(sums, length));
  }
}
