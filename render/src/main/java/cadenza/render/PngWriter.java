package cadenza.render;

import cadenza.scan.Progress;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes pictures as PNG (ISO/IEC 15948), 8 bits a channel, without the help of AWT.
///
/// # How it works
///
/// RGB where every pixel is opaque, else RGBA with the premultiplication undone. Each row is
/// filtered by "Up" or "Sub", whichever leaves the smaller sum of differences, and deflated.
public final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private static final int CHUNK_BYTES = 1 << 18;
  private static final int ROWS_BETWEEN_REPORTS = 16;

  private PngWriter() {}

  public static void write(Frame frame, Path file) throws IOException {
    write(frame.pixels(), frame.width(), frame.height(), file);
  }

  /// Writes premultiplied ARGB, rows from the top.
  public static void write(int[] argb, int width, int height, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(argb, width, height, out);
    }
  }

  /// Writes premultiplied ARGB, rows from the top; leaves the stream open.
  public static void write(int[] argb, int width, int height, OutputStream stream)
      throws IOException {
    write(argb, width, height, stream, Progress.none());
  }

  /// As above.
  ///
  /// @throws CancellationException once nobody wants it any more; what was written is no picture
  public static void write(
      int[] argb, int width, int height, OutputStream stream, Progress progress)
      throws IOException {
    if (width < 1 || height < 1 || argb.length != (long) width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels for a picture of " + width + " x " + height);
    }
    boolean opaque = true;
    for (int pixel : argb) {
      opaque &= pixel >>> 24 == 0xff;
    }
    stream.write(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, (byte) (opaque ? 2 : 6), 0, 0, 0});
    chunk(stream, "IHDR", header.toByteArray());
    deflate(argb, width, height, opaque ? 3 : 4, stream, progress);
    chunk(stream, "IEND", new byte[0]);
  }

  private static void deflate(
      int[] argb, int width, int height, int channels, OutputStream stream, Progress progress)
      throws IOException {
    Deflater deflater = new Deflater(6);
    OutputStream chunks = new BufferedOutputStream(new DataChunks(stream), CHUNK_BYTES);
    try (DeflaterOutputStream out = new DeflaterOutputStream(chunks, deflater, 1 << 16)) {
      int length = width * channels;
      byte[] previous = new byte[length];
      byte[] row = new byte[length];
      byte[] up = new byte[length + 1];
      byte[] sub = new byte[length + 1];
      up[0] = 2;
      sub[0] = 1;
      for (int y = 0; y < height; y++) {
        if (y % ROWS_BETWEEN_REPORTS == 0) {
          progress.checkCancelled();
          progress.report((double) y / height, "Writing the PNG");
        }
        for (int x = 0; x < width; x++) {
          store(argb[y * width + x], row, x * channels, channels);
        }
        long upSum = 0;
        long subSum = 0;
        for (int i = 0; i < length; i++) {
          up[i + 1] = (byte) (row[i] - previous[i]);
          sub[i + 1] = (byte) (row[i] - (i < channels ? 0 : row[i - channels]));
          upSum += Math.abs(up[i + 1]);
          subSum += Math.abs(sub[i + 1]);
        }
        out.write(upSum <= subSum ? up : sub);
        byte[] swap = previous;
        previous = row;
        row = swap;
      }
    } finally {
      deflater.end();
    }
  }

  /// Makes a chunk of picture data of everything that is written to it at once; closing leaves the
  /// stream behind it open.
  private static final class DataChunks extends OutputStream {
    private final OutputStream stream;

    DataChunks(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] data, int from, int count) throws IOException {
      chunk(stream, "IDAT", Arrays.copyOfRange(data, from, from + count));
    }
  }

  private static void store(int argb, byte[] row, int at, int channels) {
    int alpha = argb >>> 24;
    int red = argb >> 16 & 0xff;
    int green = argb >> 8 & 0xff;
    int blue = argb & 0xff;
    if (alpha != 0xff && alpha != 0) {
      red = Math.min(255, (red * 255 + alpha / 2) / alpha);
      green = Math.min(255, (green * 255 + alpha / 2) / alpha);
      blue = Math.min(255, (blue * 255 + alpha / 2) / alpha);
    }
    row[at] = (byte) red;
    row[at + 1] = (byte) green;
    row[at + 2] = (byte) blue;
    if (channels == 4) {
      row[at + 3] = (byte) alpha;
    }
  }

  private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    DataOutputStream fields = new DataOutputStream(out);
    fields.writeInt(data.length);
    fields.write(name);
    fields.write(data);
    fields.writeInt((int) crc.getValue());
    fields.flush();
  }
}
