package cadenza.render.splat;

/// The mean of pictures: four 16-bit sums in a long a pixel, enough for 256 pictures.
final class Accumulation {
  private final Team team;
  private long[] sums = {};
  private int count;

  Accumulation(Team team) {
    this.team = team;
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  void add(int[] pixels) {
    if (sums.length != pixels.length) {
      sums = new long[pixels.length];
      count = 0;
    }
    boolean first = count == 0;
    int parts = 16;
    team.run(
        parts,
        part -> {
          int end = (int) ((long) pixels.length * (part + 1) / parts);
          for (int i = (int) ((long) pixels.length * part / parts); i < end; i++) {
            long argb = pixels[i];
            long lanes =
                argb & 0xff
                    | (argb & 0xff00) << 8
                    | (argb & 0xff0000) << 16
                    | (argb & 0xff000000L) << 24;
            sums[i] = first ? lanes : sums[i] + lanes;
          }
        });
    count++;
  }

  void mean(int[] pixels) {
    int parts = 16;
    // Division by a small count as a multiplication; exact for sums of up to 256 bytes.
    long reciprocal = (1L << 24) / count + 1;
    long half = count / 2;
    team.run(
        parts,
        part -> {
          int end = (int) ((long) pixels.length * (part + 1) / parts);
          for (int i = (int) ((long) pixels.length * part / parts); i < end; i++) {
            long sum = sums[i];
            long blue = ((sum & 0xffff) + half) * reciprocal >> 24;
            long green = ((sum >>> 16 & 0xffff) + half) * reciprocal >> 24;
            long red = ((sum >>> 32 & 0xffff) + half) * reciprocal >> 24;
            long alpha = ((sum >>> 48) + half) * reciprocal >> 24;
            pixels[i] = (int) (alpha << 24 | red << 16 | green << 8 | blue);
          }
        });
  }
}
