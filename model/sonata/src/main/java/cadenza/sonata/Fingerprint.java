package cadenza.sonata;

import cadenza.sonata.io.JsonText;
import cadenza.sonata.io.StoredTensor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Hash of weights that does not depend on the file they lie in.
final class Fingerprint {
  private static final int BUFFER_BYTES = 1 << 18;

  private Fingerprint() {}

  static String of(Collection<StoredTensor> tensors, Map<String, Object> config) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    digest.update(JsonText.write(config).getBytes(StandardCharsets.UTF_8));
    List<StoredTensor> sorted =
        tensors.stream().sorted(Comparator.comparing(StoredTensor::name)).toList();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (StoredTensor tensor : sorted) {
      String title = "\n" + tensor.name() + " " + tensor.type() + " " + tensor.shapeText() + "\n";
      digest.update(title.getBytes(StandardCharsets.UTF_8));
      for (long at = 0; at < tensor.data().byteSize(); at += buffer.length) {
        int length = (int) Math.min(buffer.length, tensor.data().byteSize() - at);
        tensor.copyTo(at, MemorySegment.ofArray(buffer), length);
        digest.update(buffer, 0, length);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
