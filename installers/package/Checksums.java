import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// `SHA256SUMS` beside the installers, as `sha256sum --check` reads it.
final class Checksums {
  private static final List<String> KINDS = List.of(".deb", ".msi", ".dmg", ".cdx.json");

  private Checksums() {}

  static void write(Path target) throws Exception {
    StringBuilder sums = new StringBuilder();
    List<Path> files;
    try (Stream<Path> all = Files.list(target)) {
      files =
          all.filter(file -> KINDS.stream().anyMatch(kind -> file.toString().endsWith(kind)))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      sums.append(HexFormat.of().formatHex(sum))
          .append("  ")
          .append(file.getFileName())
          .append('\n');
    }
    Files.writeString(target.resolve("SHA256SUMS"), sums);
  }
}
