package cadenza.scan.io.las;

/// Which points are alike by the number of their return and the number of returns of their pulse
/// (LAZ specification, tables of return contexts). Points that are alike predict each other.
final class ReturnContexts {
  // A row for each number of returns, a hexadecimal digit for each return number. Where the numbers
  // make sense (1 ≤ r ≤ n) rows count through the combinations, the rest is filled up.
  private static final String[] OF_3_BITS = {
    "fedcba98", "e0136aa9", "d1247bba", "c3458ccb", "b6789ddc", "aabcdeed", "9abcdefe", "89abcdef",
  };
  private static final String[] OF_4_BITS = {
    "0123453445555555",
    "1013333333333333",
    "2124444444433333",
    "3345444444444444",
    "4344544444444444",
    "5344454444444444",
    "3344445444444444",
    "4344444544444444",
    "4344444454444444",
    "5344444445444444",
    "5344444444544444",
    "5334444444455444",
    "5334444444455544",
    "5334444444445554",
    "5334444444444555",
    "5334444444444455",
  };
  private static final byte[] MAP_8 = digits(OF_3_BITS);
  private static final byte[] MAP_16 = digits(OF_4_BITS);

  private ReturnContexts() {}

  private static byte[] digits(String[] rows) {
    int size = rows.length;
    byte[] map = new byte[size * size];
    for (int i = 0; i < map.length; i++) {
      map[i] = (byte) Character.digit(rows[i / size].charAt(i % size), 16);
    }
    return map;
  }

  /// One of 16 groups, for numbers of 3 bits.
  static int groupOf8(int returnNumber, int returns) {
    return MAP_8[returns << 3 | returnNumber];
  }

  /// One of 6 groups, for numbers of 4 bits.
  static int groupOf16(int returnNumber, int returns) {
    return MAP_16[returns << 4 | returnNumber];
  }

  /// How many returns lie behind, at most 7.
  static int depth(int returnNumber, int returns) {
    return Math.min(7, Math.abs(returns - returnNumber));
  }

  /// The context of y, given the bits that x needed.
  static int contextOfY(int k, int returns) {
    return (returns == 1 ? 1 : 0) + (k < 20 ? k & ~1 : 20);
  }

  /// The context of z, given the bits that x and y needed.
  static int contextOfZ(int kx, int ky, int returns) {
    int k = (kx + ky) >> 1;
    return (returns == 1 ? 1 : 0) + (k < 18 ? k & ~1 : 18);
  }
}
