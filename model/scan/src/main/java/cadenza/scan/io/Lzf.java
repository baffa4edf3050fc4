package cadenza.scan.io;

import cadenza.scan.Progress;
import java.util.Arrays;

/// Decompresses LZF, the compression of `binary_compressed` PCD files.
///
/// # How it works
///
/// Format of M. Lehmann's liblzf: a control byte below 32 precedes that many literal bytes plus
/// one; any other is a copy from what was already written. Its upper three bits are the length
/// minus two (7: one more byte is added), its lower five and the next byte the distance minus one.
/// Sources and targets may overlap, which repeats a pattern.
final class Lzf {
  private static final int CHECK_BYTES = 1 << 24;

  private Lzf() {}

  /// What came out.
  ///
  /// @param bytes the output; only the first `length` bytes count
  record Output(byte[] bytes, int length) {}

  /// Decompresses until the input ends, is damaged, or `promised` bytes are there. Memory grows
  /// with the bytes that come out, not with the promise.
  static Output decompress(byte[] in, int inLength, int promised, Progress progress) {
    byte[] out = new byte[Math.min(promised, Math.max(1 << 12, 4 * Math.min(inLength, 1 << 28)))];
    int i = 0;
    int o = 0;
    int nextCheck = 0;
    while (i < inLength && o < promised) {
      if (o >= nextCheck) {
        progress.checkCancelled();
        nextCheck = o > Integer.MAX_VALUE - CHECK_BYTES ? Integer.MAX_VALUE : o + CHECK_BYTES;
      }
      int control = in[i++] & 0xff;
      int length;
      int distance = 0;
      if (control < 32) {
        length = Math.min(control + 1, inLength - i);
      } else {
        length = control >> 5;
        if (length == 7 && i < inLength) {
          length += in[i++] & 0xff;
        }
        length += 2;
        if (i >= inLength) {
          break;
        }
        distance = ((control & 0x1f) << 8 | in[i++] & 0xff) + 1;
        if (distance > o) {
          break;
        }
      }
      length = Math.min(length, promised - o);
      if (o + length > out.length) {
        long larger = Math.max(o + (long) length, 2L * out.length);
        out = Arrays.copyOf(out, (int) Math.min(promised, larger));
      }
      if (control < 32) {
        System.arraycopy(in, i, out, o, length);
        i += length;
        o += length;
      } else if (distance >= length) {
        System.arraycopy(out, o - distance, out, o, length);
        o += length;
      } else {
        for (int end = o + length; o < end; o++) {
          out[o] = out[o - distance];
        }
      }
    }
    return new Output(out, o);
  }
}
