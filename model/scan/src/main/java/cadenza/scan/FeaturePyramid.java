package cadenza.scan;

import java.util.List;

/// The encoder's answer and the probe's question: one feature matrix a level, and for every row the
/// row of the next coarser level it was pooled into. The matrix of all levels side by side at full
/// resolution, 5 GB at a million points, is never made; users gather and sum over levels.
///
/// @param levels from finest (0) to coarsest
public record FeaturePyramid(List<Features> levels) {
  /// @param channels width of a row
  /// @param values `(rows, channels)` row-major
  /// @param parents row of the next coarser level, `(rows)`; empty on the coarsest
  public record Features(int channels, float[] values, int[] parents) {
    public Features {
      if (channels <= 0 || values.length % channels != 0) {
        throw new IllegalArgumentException(
            values.length + " numbers do not make rows of " + channels + " channels");
      }
      if (parents.length != 0 && parents.length != values.length / channels) {
        throw new IllegalArgumentException(
            parents.length + " parents for " + values.length / channels + " rows");
      }
    }

    public int rows() {
      return values.length / channels;
    }
  }

  public FeaturePyramid {
    levels = List.copyOf(levels);
    for (int k = 0; k + 1 < levels.size(); k++) {
      if (levels.get(k).parents().length != levels.get(k).rows()) {
        throw new IllegalArgumentException("level " + k + " does not say what it pools into");
      }
    }
  }

  /// For each row of level `from` the row of level `to` (`to >= from`) it belongs to, `(rows)`.
  public int[] rowsOf(int from, int to) {
    int[] rows = new int[levels.get(from).rows()];
    for (int i = 0; i < rows.length; i++) {
      int row = i;
      for (int k = from; k < to; k++) {
        row = levels.get(k).parents()[row];
      }
      rows[i] = row;
    }
    return rows;
  }

  /// Sum of the channels of levels `from` and coarser.
  public int channelsFrom(int from) {
    return levels.stream().skip(from).mapToInt(Features::channels).sum();
  }
}
