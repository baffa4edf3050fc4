package cadenza.scan.io;

/// An even choice of rows: one of each group of rows that follow each other, not always the same
/// one, so that the regular order of a scanner's lines leaves no pattern.
///
/// @param rows rows of the file
/// @param groups how many of them are kept
record Thinning(long rows, int groups) {
  Thinning {
    if (groups < 1 || groups > rows) {
      throw new IllegalArgumentException(groups + " of " + rows + " rows");
    }
  }

  /// At most `most` of `rows` rows.
  static Thinning toAtMost(long rows, long most) {
    // the product of rows and groups must fit a long
    return new Thinning(rows, (int) Math.min(Math.min(most, rows), Long.MAX_VALUE / rows));
  }

  /// How many of the first `count` rows are kept.
  int keptBefore(long count) {
    int group = (int) (count * groups / rows);
    return group < groups && chosen(group) < count ? group + 1 : group;
  }

  /// The row that is kept of a group.
  long chosen(int group) {
    long first = start(group);
    return first + Long.remainderUnsigned(mix(group), start(group + 1) - first);
  }

  private long start(int group) {
    return group * rows / groups;
  }

  /// A number that looks random (finalizer of SplitMix64, Steele et al. 2014).
  static long mix(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
