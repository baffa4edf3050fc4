package cadenza.scan.io.mesh;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Files that a mesh names and that lie in its folder or below; nothing else is ever opened, and
/// nothing is fetched from elsewhere.
final class BesideFiles {
  private final Path folder;

  /// @param mesh the file that names others
  BesideFiles(Path mesh) {
    Path parent = mesh.toAbsolutePath().normalize().getParent();
    this.folder = parent == null ? mesh.toAbsolutePath().normalize() : parent;
  }

  /// The file of this name. Of a path that leads elsewhere, as those of other machines do, only the
  /// last part is looked for.
  Optional<Path> find(String name) {
    String slashed = name.strip().replace('\\', '/');
    Optional<Path> file = inside(slashed);
    return file.isPresent() ? file : inside(slashed.substring(slashed.lastIndexOf('/') + 1));
  }

  /// As above, for the reference of a URI (RFC 3986) without a scheme.
  Optional<Path> findReference(String reference) {
    if (reference.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      return Optional.empty();
    }
    try {
      // "+" is a plus in the path of a URI
      return find(URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return find(reference);
    }
  }

  private Optional<Path> inside(String name) {
    try {
      if (name.isEmpty() || name.startsWith("/") || name.contains(":")) {
        return Optional.empty();
      }
      Path file = folder.resolve(name).normalize();
      boolean isInside =
          file.startsWith(folder)
              && Files.isRegularFile(file)
              && file.toRealPath().startsWith(folder.toRealPath());
      return isInside ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }
}
