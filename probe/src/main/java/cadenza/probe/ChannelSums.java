package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Sums of a scan's channels and of their squares over all finest voxels: a coarse row counts as
/// often as it has finest voxels below it. In double, in parts whose order is fixed.
record ChannelSums(double weight, double[] sums, double[] squares) {
  private static final int PARTS = 32;

  static ChannelSums of(ProbeScan scan, boolean statistics, Progress progress) {
    List<Block> blocks = Block.of(scan, statistics);
    int channels = Block.channels(blocks);
    ChannelSums out =
        new ChannelSums(scan.voxelCount(), new double[channels], new double[channels]);
    int start = 0;
    int[] counts = new int[0];
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      counts = b == 0 || block.level() == 0 ? ones(block.rows()) : pooled(scan, block, counts);
      out.add(block, counts, start, progress);
      start += block.channels();
    }
    return out;
  }

  private static int[] ones(int rows) {
    int[] counts = new int[rows];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static int[] pooled(ProbeScan scan, Block coarse, int[] finer) {
    FeaturePyramid.Features below = scan.features().levels().get(coarse.level() - 1);
    int[] counts = new int[coarse.rows()];
    for (int row = 0; row < finer.length; row++) {
      counts[below.parents()[row]] += finer[row];
    }
    return counts;
  }

  private void add(Block block, int[] counts, int start, Progress progress) {
    double[][] parts =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToObj(part -> part(block, counts, part, progress))
            .toArray(double[][]::new);
    for (double[] part : parts) {
      for (int c = 0; c < block.channels(); c++) {
        sums[start + c] += part[c];
        squares[start + c] += part[block.channels() + c];
      }
    }
  }

  private static double[] part(Block block, int[] counts, int part, Progress progress) {
    int channels = block.channels();
    float[] values = block.values();
    double[] sum = new double[channels];
    double[] square = new double[channels];
    int end = (int) ((long) (part + 1) * block.rows() / PARTS);
    for (int row = (int) ((long) part * block.rows() / PARTS); row < end; row++) {
      if ((row & 4095) == 0) {
        progress.checkCancelled();
      }
      int from = row * channels;
      double weight = counts[row];
      for (int c = 0; c < channels; c++) {
        double value = values[from + c];
        sum[c] += weight * value;
        square[c] += weight * value * value;
      }
    }
    double[] out = Arrays.copyOf(sum, 2 * channels);
    System.arraycopy(square, 0, out, channels, channels);
    return out;
  }
}
