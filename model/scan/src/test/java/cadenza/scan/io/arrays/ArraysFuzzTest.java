package cadenza.scan.io.arrays;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The readers of NumPy's arrays on any bytes at all; `docs/fuzzing.md` says how to look for more.
class ArraysFuzzTest {
  @FuzzTest(maxDuration = "4m")
  void npy(byte[] bytes) {
    FuzzedFile.open(new NpyReader(), "a.npy", bytes);
  }

  /// A whole zip. Changes within an array are found out by its checksum and told.
  @FuzzTest(maxDuration = "4m")
  void npz(byte[] bytes) {
    FuzzedFile.open(new NpzReader(), "a.npz", bytes);
  }

  /// An array in a sound, compressed zip, beside coordinates of three points.
  @FuzzTest(maxDuration = "4m")
  void arraysInZips(byte[] bytes) {
    try {
      byte[] zip =
          new NpyFile.Zip()
              .add("xyz", coordinates())
              .add("coord.npy", bytes)
              .add("cadenza.npy", bytes)
              .add("label.npy", bytes)
              .toBytes();
      FuzzedFile.open(new NpzReader(), "a.npz", zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An array and notes in a folder, beside coordinates of three points.
  @FuzzTest(maxDuration = "4m")
  void folders(byte[] bytes) {
    FuzzedFile.open(
        new NpyReader(),
        "coord.npy",
        coordinates().toBytes(),
        Map.of("color.npy", bytes, "segment.npy", bytes, "cadenza.json", bytes));
  }

  private static NpyFile coordinates() {
    return new NpyFile("<f8", "(3, 3)").doubles(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }
}
