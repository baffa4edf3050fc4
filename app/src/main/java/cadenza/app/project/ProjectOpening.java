package cadenza.app.project;

import cadenza.app.labels.RestoredLabels;
import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens a project file, sound or damaged.
///
/// # How it works
///
/// Nothing is written to a file before it is known to be sound. A damaged one is copied as it is to
/// `NAME.damaged-1.cadenza` beside it; what can be recovered goes on as a new project without a
/// name, and the file itself stays as it was.
public final class ProjectOpening {
  // Beyond this a version number is more likely damage than the future.
  private static final int BELIEVABLE_VERSION = 1000;

  private final UnnamedProjects unnamed;
  private final WriteListener listener;

  public ProjectOpening(UnnamedProjects unnamed, WriteListener listener) {
    this.unnamed = unnamed;
    this.listener = listener;
  }

  /// An open project.
  ///
  /// @param labels its classes and labels, for the label model
  /// @param asked the file that was to be opened
  /// @param losses what was lost, a sentence each; empty if nothing was
  /// @param copy where a damaged file was copied to, or null if it was not damaged
  /// @param inPlace false if the project goes on in a new file without a name
  public record Opened(
      Project project,
      RestoredLabels labels,
      Path asked,
      List<String> losses,
      @Nullable Path copy,
      boolean inPlace) {}

  /// Opens a project; blocks.
  ///
  /// @throws ProjectException if it is open elsewhere, of a newer version, or no project at all
  /// @throws IOException if it cannot be read
  public Opened open(Path given) throws IOException {
    Path file = given.toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    LockFile lock;
    try {
      lock = ProjectLock.take(file);
    } catch (FileSystemException denied) {
      return openCopy(file); // in a folder that cannot be written to
    }
    boolean goesOn = false;
    try {
      checkVersion(file);
      ProjectContents contents;
      RestoredLabels labels;
      try {
        contents = ProjectFile.read(file);
        labels = contents.replayed();
      } catch (DamagedProjectException | IllegalArgumentException damage) {
        return recover(file);
      }
      if (!Files.isWritable(file)) {
        return copied(file, contents, labels);
      }
      Project project = Project.goOn(file, lock, contents, listener);
      goesOn = true;
      return new Opened(project, labels, file, List.of(), null, true);
    } finally {
      if (!goesOn) {
        lock.close();
      }
    }
  }

  private Opened openCopy(Path file) throws IOException {
    checkVersion(file);
    ProjectContents contents;
    RestoredLabels labels;
    try {
      contents = ProjectFile.read(file);
      labels = contents.replayed();
    } catch (DamagedProjectException | IllegalArgumentException damage) {
      return recover(file);
    }
    return copied(file, contents, labels);
  }

  private Opened copied(Path file, ProjectContents contents, RestoredLabels labels)
      throws IOException {
    Project project = Project.create(unnamed.next(), contents, listener);
    return new Opened(project, labels, file, List.of(), null, false);
  }

  private static void checkVersion(Path file) throws IOException {
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(128);
    }
    ProjectFile.Header header = ProjectFile.Header.of(start);
    boolean newer =
        header.isDatabase()
            && header.isProject()
            && header.version() > ProjectSchema.VERSION
            && header.version() < BELIEVABLE_VERSION;
    if (newer && !saysOldVersion(file)) {
      throw new ProjectException(
          "%s was written by a newer Cadenza (its project version is %d, this one knows %d)."
              .formatted(file.getFileName(), header.version(), ProjectSchema.VERSION),
          "Open it with that one; nothing was changed.");
    }
  }

  /// Whether the project itself says it is of a version known here, so that the header is wrong.
  private static boolean saysOldVersion(Path file) throws IOException {
    StoredRow state = scan(file).find(Table.STATE, 1);
    try {
      return state != null && state.count(0) <= ProjectSchema.VERSION;
    } catch (DamagedProjectException noVersion) {
      return false;
    }
  }

  private static ProjectRows scan(Path file) throws IOException {
    Path log = ProjectFile.logOf(file);
    return PageScan.rows(
        Files.readAllBytes(file), Files.exists(log) ? Files.readAllBytes(log) : new byte[0]);
  }

  private Opened recover(Path file) throws IOException {
    ProjectRows rows = scan(file);
    if (rows.count() == 0) {
      ProjectFile.Header header = ProjectFile.Header.of(Files.readAllBytes(file));
      if (header.isDatabase() && !header.isProject()) {
        throw new ProjectException(
            file.getFileName() + " is a database of another program.", "Choose a project.");
      }
      if (!header.isDatabase() && Files.size(file) > 0) {
        throw new ProjectException(
            file.getFileName()
                + " is no project, or so damaged that nothing in it can be recovered.",
            "If you have a copy of it, open that one; this file was not changed.");
      }
      throw new ProjectException(
          file.getFileName() + " is damaged, and nothing in it can be recovered.",
          "If you have a copy of it, open that one; this file was not changed.");
    }
    Path copy = copyBeside(file);
    Recovery.Recovered recovered = Recovery.of(rows);
    Project project = Project.create(unnamed.next(), recovered.contents(), listener);
    return new Opened(
        project, recovered.contents().replayed(), file, recovered.losses(), copy, false);
  }

  /// Copies the file and its log as they are, beside it or, where that is not possible, to where
  /// projects without a name are.
  private Path copyBeside(Path file) throws IOException {
    try {
      return copyInto(Objects.requireNonNull(file.getParent()), file);
    } catch (IOException notThere) {
      return copyInto(unnamed.folder(), file);
    }
  }

  private static Path copyInto(Path folder, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String stem =
        ProjectFile.isNamedSo(file)
            ? name.substring(0, name.length() - ProjectFile.EXTENSION.length())
            : name;
    Files.createDirectories(folder);
    for (int number = 1; ; number++) {
      Path copy = folder.resolve(stem + ".damaged-" + number + ProjectFile.EXTENSION);
      if (!Files.exists(copy)) {
        Files.copy(file, copy);
        Path log = ProjectFile.logOf(file);
        if (Files.exists(log)) {
          Files.copy(log, ProjectFile.logOf(copy));
        }
        return copy;
      }
    }
  }
}
