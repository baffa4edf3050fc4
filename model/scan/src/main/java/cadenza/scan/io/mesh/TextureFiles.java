package cadenza.scan.io.mesh;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes pictures: PNG, JPEG and what else the JDK reads.
///
/// A picture's header says how large it is before anything is decoded. One of more pixels than its
/// bytes can become, or of beyond any sense, is refused; a very large one is read coarser; all
/// together have a limit.
final class TextureFiles {
  /// Bytes of pictures that are read at all.
  static final int MAX_BYTES = 1 << 28;

  private static final long MAX_PIXELS = 1L << 28;
  private static final long FINE_PIXELS = 1L << 24;
  private static final long MAX_ALL_PIXELS = 3L << 25;

  /// PNG packs 1032 bytes into one; a little picture may be all header.
  private static final long MAX_EXPANSION = 1032;

  private static final long ALWAYS_ALLOWED = 1 << 16;

  /// Where a picture's bytes come from.
  interface Source {
    Optional<byte[]> read() throws IOException;
  }

  private final Map<String, Optional<Texture>> known = new HashMap<>();
  private final List<String> warnings;
  private long pixels;

  /// @param warnings where to say what could not be read
  TextureFiles(List<String> warnings) {
    this.warnings = warnings;
  }

  /// The picture of a name, repeated beyond its edges; empty, and told, if it cannot be read.
  Optional<Texture> get(String name, Source source) throws IOException {
    Optional<Texture> texture = known.get(name);
    if (texture == null) {
      texture = load(name, source);
      known.put(name, texture);
    }
    return texture;
  }

  private Optional<Texture> load(String name, Source source) throws IOException {
    Optional<byte[]> bytes = source.read();
    if (bytes.isEmpty()) {
      warnings.add(
          "the texture %s is not in the folder; the surface has no colours from it."
              .formatted(name));
      return Optional.empty();
    }
    try {
      return Optional.of(decode(bytes.get()));
    } catch (IOException | RuntimeException e) {
      // damaged pictures make the JDK's decoders throw whatever their arithmetic runs into
      String why = e instanceof IOException && e.getMessage() != null ? e.getMessage() : "damaged";
      warnings.add(
          "the texture %s cannot be read (%s); the surface has no colours from it."
              .formatted(name, why));
      return Optional.empty();
    }
  }

  private Texture decode(byte[] bytes) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture of a known kind");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return decode(reader, bytes.length);
      } finally {
        reader.dispose();
      }
    }
  }

  private Texture decode(ImageReader reader, long bytes) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long size = (long) width * height;
    if (width < 1 || height < 1 || size > MAX_PIXELS) {
      throw new IOException(String.format(Locale.ROOT, "%d × %d pixels", width, height));
    }
    if (size > ALWAYS_ALLOWED && size / MAX_EXPANSION > bytes) {
      throw new IOException(
          String.format(Locale.ROOT, "%d × %d pixels in %,d bytes", width, height, bytes));
    }
    int step = 1;
    while (size / ((long) step * step) > FINE_PIXELS) {
      step++;
    }
    if (pixels + size / ((long) step * step) > MAX_ALL_PIXELS) {
      throw new IOException("there are too many large pictures");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, param);
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    pixels += argb.length;
    return new Texture(
        argb,
        image.getWidth(),
        image.getHeight(),
        Texture.Wrap.REPEAT,
        Texture.Wrap.REPEAT,
        Texture.AS_IT_IS);
  }
}
