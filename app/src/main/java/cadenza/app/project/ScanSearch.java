package cadenza.app.project;

import cadenza.app.labels.LabelledScan;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds scans of a project whose files were moved: where they were, where they lie as seen from
/// the project, and then in the project's folder and its neighbours, by name and by content.
final class ScanSearch {
  private static final int DEPTH = 3;
  private static final int MOST_FILES = 20_000;
  private static final int MOST_COMPARED = 400;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private boolean walked;

  ScanSearch(Path project) {
    folder = project.toAbsolutePath().normalize().resolveSibling("");
  }

  /// Where a scan is now; empty if it is not found. Blocks.
  Optional<Path> find(LabelledScan scan, ScanOrigin origin, Progress progress) throws IOException {
    Path file = scan.file();
    if (file == null) {
      return Optional.empty();
    }
    String relative = origin.relative();
    Path beside = relative == null ? null : folder.resolve(relative).normalize();
    // The copy beside the project is meant when both were copied together.
    if (beside != null && !beside.equals(file) && matches(beside, origin)) {
      return Optional.of(beside);
    }
    if (Files.exists(file)) {
      return Optional.of(file);
    }
    if (beside != null && Files.exists(beside)) {
      return Optional.of(beside);
    }
    return search(file, origin, progress);
  }

  private Optional<Path> search(Path file, ScanOrigin origin, Progress progress)
      throws IOException {
    if (origin.fingerprint() == null) {
      return Optional.empty(); // a name alone may be another scan's
    }
    walk();
    String name = String.valueOf(file.getFileName());
    List<Path> sameName = new ArrayList<>();
    List<Path> sameKind = new ArrayList<>();
    for (Path one : files) {
      String other = String.valueOf(one.getFileName());
      if (other.equals(name)) {
        sameName.add(one);
      } else if (extension(other).equals(extension(name))) {
        sameKind.add(one);
      }
    }
    sameName.addAll(sameKind);
    for (Path one : sameName.subList(0, Math.min(sameName.size(), MOST_COMPARED))) {
      progress.checkCancelled();
      if (matches(one, origin)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  private static boolean matches(Path file, ScanOrigin origin) {
    try {
      return Files.exists(file) && Fingerprint.of(file).equals(origin.fingerprint());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void walk() throws IOException {
    if (walked) {
      return;
    }
    walked = true;
    Set<Path> found = new LinkedHashSet<>();
    walk(folder, found);
    Path parent = folder.getParent();
    if (parent != null && parent.getParent() != null) {
      walk(parent, found);
    }
    files.addAll(found);
  }

  private static void walk(Path from, Set<Path> found) throws IOException {
    Files.walkFileTree(
        from,
        EnumSet.noneOf(FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            boolean hidden = String.valueOf(entered.getFileName()).startsWith(".");
            found.add(entered); // some scans are folders
            return hidden && !entered.equals(from)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return found.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
