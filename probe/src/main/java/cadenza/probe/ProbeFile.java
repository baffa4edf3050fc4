package cadenza.probe;

import cadenza.scan.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// A probe as a file, `.probe`.
///
/// # How it works
///
/// Eight bytes `CADPROBE`; a 32-bit length and as many bytes of JSON in UTF-8 that say everything
/// but the weights ([ProbeHeader]); the weights as 32-bit floats: each level's `(classes,
/// channels)`, the statistics' if there are any, the biases; last a CRC-32 of all before it.
/// Numbers are little-endian.
public final class ProbeFile {
  private static final byte[] MAGIC = "CADPROBE".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 64 << 20;

  private ProbeFile() {}

  /// Writes a probe, or leaves what was there as it was.
  public static void write(LinearProbe probe, Path file) throws IOException {
    AtomicFile.write(file, out -> out.write(bytes(probe)));
  }

  /// @throws IOException if the file cannot be read, or is no whole probe; the message says what is
  ///   wrong and what to do
  public static LinearProbe read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ProbeFileException(
          file, "is too large for a probe", "Choose a .probe file that Cadenza wrote.");
    }
    try {
      return parse(Files.readAllBytes(file));
    } catch (DamagedProbeException e) {
      throw new ProbeFileException(file, String.valueOf(e.getMessage()), e.advice());
    }
  }

  /// A probe as the bytes of its file.
  public static byte[] bytes(LinearProbe probe) {
    byte[] header = ProbeHeader.write(probe).getBytes(StandardCharsets.UTF_8);
    List<float[]> arrays = new ArrayList<>(probe.levelWeights());
    float[] statistics = probe.statisticsWeights();
    if (statistics != null) {
      arrays.add(statistics);
    }
    arrays.add(probe.bias());
    int floats = arrays.stream().mapToInt(array -> array.length).sum();
    ByteBuffer out =
        ByteBuffer.allocate(MAGIC.length + 4 + header.length + 4 * floats + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(header.length).put(header);
    for (float[] array : arrays) {
      out.asFloatBuffer().put(array);
      out.position(out.position() + 4 * array.length);
    }
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  /// Reads the bytes of a probe's file.
  ///
  /// @throws DamagedProbeException if they are no whole probe
  public static LinearProbe parse(byte[] bytes) throws DamagedProbeException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    if (bytes.length >= magic.length) {
      in.get(magic);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedProbeException("is not a probe", "Choose a .probe file that Cadenza wrote.");
    }
    int headerLength = in.remaining() >= 4 ? in.getInt() : -1;
    if (headerLength < 0 || headerLength > in.remaining() - 4) {
      throw DamagedProbeException.truncated();
    }
    byte[] text = new byte[headerLength];
    in.get(text);
    ProbeHeader header = ProbeHeader.parse(text);
    if (in.remaining() != 4L * header.floats() + 4) {
      throw DamagedProbeException.truncated();
    }
    if (in.getInt(bytes.length - 4) != checksum(bytes, bytes.length - 4)) {
      throw new DamagedProbeException(
          "has been damaged: its checksum does not fit",
          "Take a copy from before, or train it again.");
    }
    int classes = header.classes().size();
    List<float[]> levels = new ArrayList<>();
    for (int channels : header.channels()) {
      levels.add(floats(in, classes * channels));
    }
    float[] statistics =
        header.statistics() ? floats(in, classes * LocalStatistics.CHANNELS) : null;
    return new LinearProbe(
        header.classes(),
        header.provenance().source(),
        levels,
        statistics,
        floats(in, classes),
        header.provenance());
  }

  private static float[] floats(ByteBuffer in, int count) {
    float[] out = new float[count];
    in.asFloatBuffer().get(out);
    in.position(in.position() + 4 * count);
    return out;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
