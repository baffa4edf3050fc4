package cadenza.app.project;

import cadenza.app.pipeline.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where projects lie that the person has not saved yet.
///
/// @param folder in the user's data folder
public record UnnamedProjects(Path folder) {
  private static final String PREFIX = "unnamed-";
  private static final String OFFERED = ".offered";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

  public static UnnamedProjects ofUser(AppFolders folders) {
    return new UnnamedProjects(folders.data().resolve("projects"));
  }

  /// A name that is not taken.
  public Path next() {
    String stem = PREFIX + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
    Path file = folder.resolve(stem + ProjectFile.EXTENSION);
    for (int number = 2; Files.exists(file); number++) {
      file = folder.resolve(stem + "-" + number + ProjectFile.EXTENSION);
    }
    return file;
  }

  /// Whether a project has no name of the person's.
  public boolean holds(Path project) {
    Path absolute = project.toAbsolutePath().normalize();
    return folder.toAbsolutePath().normalize().equals(absolute.getParent())
        && String.valueOf(absolute.getFileName()).startsWith(PREFIX);
  }

  /// The latest project that was left behind and not offered to the person before; from now on it
  /// counts as offered.
  public Optional<Path> offer() throws IOException {
    for (Path project : left()) {
      Path mark = project.resolveSibling(project.getFileName() + OFFERED);
      if (!Files.exists(mark) && isFree(project)) {
        Files.createFile(mark);
        return Optional.of(project);
      }
    }
    return Optional.empty();
  }

  /// All that were left behind, the latest first.
  public List<Path> left() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> ProjectFile.isNamedSo(file) && holds(file))
          .sorted(Comparator.comparing(UnnamedProjects::changed).reversed())
          .toList();
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static boolean isFree(Path project) {
    try {
      ProjectLock.take(project).close();
      return true;
    } catch (IOException held) {
      return false;
    }
  }

  /// A project is worked on again: it may be offered once more.
  void taken(Path project) throws IOException {
    Files.deleteIfExists(project.resolveSibling(project.getFileName() + OFFERED));
  }

  /// Deletes a project without a name that nobody would miss.
  public void discard(Path project) throws IOException {
    if (holds(project)) {
      Files.deleteIfExists(project);
      Files.deleteIfExists(ProjectFile.logOf(project));
      Files.deleteIfExists(project.resolveSibling(project.getFileName() + OFFERED));
    }
  }
}
