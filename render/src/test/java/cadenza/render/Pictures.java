package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Compares pictures. The references lie in the test resources; run the tests with
/// `-Dcadenza.snapshots=DIR` to write the pictures of this build there, look at them, and copy
/// them.
public final class Pictures {
  private Pictures() {}

  /// Asserts that two pictures look the same: `meanTolerance` of 255 on average, and no more than
  /// `farPixels` pixels off by more than 24.
  public static void assertSimilar(
      int[] actual, int[] expected, double meanTolerance, int farPixels) {
    assertThat(actual).hasSameSizeAs(expected);
    long sum = 0;
    int far = 0;
    for (int i = 0; i < actual.length; i++) {
      int worst = 0;
      for (int shift = 0; shift < 32; shift += 8) {
        worst =
            Math.max(
                worst, Math.abs((actual[i] >>> shift & 0xff) - (expected[i] >>> shift & 0xff)));
      }
      sum += worst;
      far += worst > 24 ? 1 : 0;
    }
    assertThat((double) sum / actual.length).as("mean difference").isLessThan(meanTolerance);
    assertThat(far).as("pixels that differ clearly").isLessThanOrEqualTo(farPixels);
  }

  /// Asserts that a frame looks like the reference of that name.
  public static void assertLike(Frame frame, String name) throws IOException {
    String folder = System.getProperty("cadenza.snapshots");
    if (folder != null) {
      PngWriter.write(frame, Path.of(folder, name));
    }
    try (InputStream in = Pictures.class.getResourceAsStream("snapshots/" + name)) {
      assertThat(in).as("reference " + name).isNotNull();
      var image = ImageIO.read(in);
      int width = image.getWidth();
      int height = image.getHeight();
      assertThat(width).isEqualTo(frame.width());
      int[] expected = image.getRGB(0, 0, width, height, null, 0, width);
      // Another processor may round a product differently; nothing else may change.
      assertSimilar(frame.pixels(), expected, 0.1, frame.pixels().length / 1000);
    }
  }
}
