package cadenza.scan.io.layouts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text of one object in a room of S3DIS.
///
/// @param className what it is, as the file's name says
record AnnotatedObject(Path file, String className) {
  // chair_2.txt; also "wall_1 .txt" and names with blanks as some copies have them
  private static final Pattern NAME = Pattern.compile("([\\p{L}][\\p{L}-]*)[ _]*\\d*[^.]*\\.txt");

  /// The objects in a folder, by name; nothing else that may lie there.
  ///
  /// @throws IOException if the folder cannot be listed
  static List<AnnotatedObject> in(Path annotations) throws IOException {
    try (Stream<Path> files = Files.list(annotations)) {
      return files.sorted().map(AnnotatedObject::of).flatMap(Optional::stream).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static boolean anyIn(Path annotations) {
    if (!Files.isDirectory(annotations)) {
      return false;
    }
    try (Stream<Path> files = Files.list(annotations)) {
      return files.map(AnnotatedObject::of).anyMatch(Optional::isPresent);
    } catch (IOException | UncheckedIOException e) {
      return false; // a folder that cannot be listed is no room
    }
  }

  private static Optional<AnnotatedObject> of(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches()
        ? Optional.of(new AnnotatedObject(file, matcher.group(1)))
        : Optional.empty();
  }
}
