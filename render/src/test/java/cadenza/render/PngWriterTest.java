package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  private static BufferedImage readBack(int[] argb, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngWriter.write(argb, width, height, out);
    return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
  }

  @Test
  void anotherReaderSeesTheSamePixels() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int[] argb = random.ints(67 * 41).map(i -> i | 0xff000000).toArray();
    BufferedImage image = readBack(argb, 67, 41);
    assertThat(image.getWidth()).isEqualTo(67);
    assertThat(image.getRGB(0, 0, 67, 41, null, 0, 67)).isEqualTo(argb);
  }

  @Test
  void undoesPremultiplication() throws IOException {
    BufferedImage image = readBack(new int[] {0x80402010, 0, 0xff102030}, 3, 1);
    assertThat(image.getRGB(0, 0)).isEqualTo(0x80804020);
    assertThat(image.getRGB(1, 0)).isEqualTo(0);
    assertThat(image.getRGB(2, 0)).isEqualTo(0xff102030);
  }
}
