package cadenza.render.splat;

/// Doubles a picture that was drawn at half resolution while moving.
final class Upsampling {
  private final Team team;

  Upsampling(Team team) {
    this.team = team;
  }

  /// Bilinear for colours, nearest for slots. The small picture is half as large, rounded up.
  void twice(
      int[] smallPixels, int[] smallSlots, int width, int height, int[] pixels, int[] slots) {
    int smallWidth = (width + 1) / 2;
    int smallHeight = (height + 1) / 2;
    int parts = Math.min(smallHeight, 16);
    team.run(
        parts,
        part -> {
          int[] row = new int[smallWidth + 2];
          for (int y = height * part / parts; y < height * (part + 1) / parts; y++) {
            int near = y >> 1;
            int far = Math.clamp((y & 1) == 0 ? near - 1 : near + 1, 0, smallHeight - 1);
            for (int x = 0; x < smallWidth; x++) {
              row[x + 1] =
                  threeToOne(smallPixels[near * smallWidth + x], smallPixels[far * smallWidth + x]);
            }
            row[0] = row[1];
            row[smallWidth + 1] = row[smallWidth];
            int to = y * width;
            int from = near * smallWidth;
            for (int x = 0; x < width / 2; x++) {
              pixels[to + 2 * x] = threeToOne(row[x + 1], row[x]);
              pixels[to + 2 * x + 1] = threeToOne(row[x + 1], row[x + 2]);
              int slot = smallSlots[from + x];
              slots[to + 2 * x] = slot;
              slots[to + 2 * x + 1] = slot;
            }
            if ((width & 1) != 0) {
              pixels[to + width - 1] = row[smallWidth];
              slots[to + width - 1] = smallSlots[from + smallWidth - 1];
            }
          }
        });
  }

  /// Three parts of `a` to one of `b`, in all four channels.
  private static int threeToOne(int a, int b) {
    return half(a, half(a, b));
  }

  private static int half(int a, int b) {
    return ((a ^ b) >>> 1 & 0x7f7f7f7f) + (a & b);
  }
}
