package cadenza.scan.grid;

import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// The geometry part of the reference fixtures, as 32-bit integers where that loses nothing.
final class Golden {
  private Golden() {}

  static Map<String, NpyArray> read(String name) throws IOException {
    try {
      return Npz.read(
          Path.of(
              Objects.requireNonNull(Golden.class.getResource("/golden/grid/" + name)).toURI()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
