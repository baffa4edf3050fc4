package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LzfTest {
  /// A simple compressor of the same format: the longest match among the last 64 positions.
  static byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int literals = 0;
    int at = 0;
    while (at < plain.length) {
      int best = 0;
      int bestDistance = 0;
      for (int distance = 1; distance <= Math.min(at, 64); distance++) {
        int length = 0;
        while (length < 264
            && at + length < plain.length
            && plain[at + length] == plain[at + length - distance]) {
          length++;
        }
        if (length > best) {
          best = length;
          bestDistance = distance;
        }
      }
      if (best >= 3) {
        flush(out, plain, at, literals);
        literals = 0;
        int code = best - 2;
        out.write(Math.min(code, 7) << 5 | (bestDistance - 1) >> 8);
        if (code >= 7) {
          out.write(code - 7);
        }
        out.write(bestDistance - 1);
        at += best;
      } else {
        literals++;
        at++;
        if (literals == 32) {
          flush(out, plain, at, literals);
          literals = 0;
        }
      }
    }
    flush(out, plain, at, literals);
    return out.toByteArray();
  }

  private static void flush(ByteArrayOutputStream out, byte[] plain, int end, int literals) {
    if (literals > 0) {
      out.write(literals - 1);
      out.write(plain, end - literals, literals);
    }
  }

  private static byte[] decompress(byte[] packed, int promised) {
    Lzf.Output output = Lzf.decompress(packed, packed.length, promised, Progress.none());
    return Arrays.copyOf(output.bytes(), output.length());
  }

  @Test
  void whatIsCompressedComesBack() {
    Random random = new Random(4);
    for (int n : new int[] {0, 1, 31, 32, 33, 300, 5000}) {
      for (int alphabet : new int[] {1, 2, 5, 256}) {
        byte[] plain = new byte[n];
        for (int i = 0; i < n; i++) {
          plain[i] = (byte) random.nextInt(alphabet);
        }
        assertThat(decompress(compress(plain), n)).isEqualTo(plain);
      }
    }
  }

  @Test
  void aKnownStreamIsUnderstood() {
    // literals "ab", copy 4 from distance 2, copy 3 + 9 from distance 1
    byte[] packed = {1, 'a', 'b', (2 << 5), 1, (byte) (7 << 5), 3, 0};
    assertThat(new String(decompress(packed, 100), StandardCharsets.US_ASCII))
        .isEqualTo("ababab" + "b".repeat(12));
  }

  @Test
  void damagedStreamsEndWhereTheyAreDamagedAndAllocateLittle() {
    assertThat(decompress(new byte[] {(byte) 0x20, 0}, 100))
        .isEmpty(); // copy from before the start
    assertThat(decompress(new byte[] {31, 1, 2}, 100)).containsExactly(1, 2); // literals cut
    assertThat(decompress(new byte[] {0, 1, (byte) 0xe0}, 100)).containsExactly(1);
    Lzf.Output output =
        Lzf.decompress(new byte[] {0, 1}, 2, Integer.MAX_VALUE - 16, Progress.none());
    assertThat(output.length()).isEqualTo(1);
    assertThat(output.bytes().length).isLessThan(10_000);
    Random random = new Random(5);
    byte[] noise = new byte[2000];
    for (int i = 0; i < 500; i++) {
      random.nextBytes(noise);
      assertThat(decompress(noise, 3000).length).isLessThanOrEqualTo(3000);
    }
  }
}
