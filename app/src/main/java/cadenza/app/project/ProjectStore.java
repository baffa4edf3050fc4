package cadenza.app.project;

import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file a project is written to, with its lock and its connection. Belongs to the thread that
/// writes; only [#file()] may be asked by others.
final class ProjectStore {
  private volatile Path file;
  private @Nullable ProjectDatabase database;
  private @Nullable LockFile held;
  private @Nullable Object identity;
  private long serial;
  private String setting = "";

  /// A file that is not there yet; [#create] makes it.
  ProjectStore(Path file) {
    this.file = file;
  }

  /// A file that is there.
  ///
  /// @param lock of the project, closed with this
  static ProjectStore open(Path file, LockFile lock) throws IOException {
    ProjectStore store = new ProjectStore(file);
    try {
      store.use(ProjectDatabase.writing(file), lock);
      return store;
    } catch (SQLException failure) {
      throw ProjectFile.notWritten(file, failure);
    }
  }

  Path file() {
    return file;
  }

  private void use(ProjectDatabase opened, LockFile lock) throws IOException, SQLException {
    database = opened;
    held = lock;
    identity = identity(file);
    serial = opened.serial();
  }

  void create(ProjectContents contents) throws IOException, SQLException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    LockFile lock = ProjectLock.take(file);
    try {
      ProjectFile.write(contents, file);
      use(ProjectDatabase.writing(file), lock);
    } catch (IOException | SQLException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  void write(ProjectDatabase.Change change) throws IOException, SQLException {
    if (!Objects.equals(identity(file), identity)) {
      throw new ProjectException(
          file + " was replaced by another file.", "Save the project under another name.");
    }
    ProjectDatabase opened = database();
    try {
      opened.write(change, serial + 1);
      serial++;
    } catch (SQLException | RuntimeException failure) {
      closeDatabase();
      throw failure;
    }
  }

  /// Sets the connection, now and whenever it is opened anew.
  void execute(String sql) throws SQLException {
    setting = sql;
    database().execute(sql);
  }

  /// Goes on in another file.
  ///
  /// @param fromMemory whether the file so far cannot be copied
  /// @param discardOld whether the file so far is deleted then
  void saveAs(Path target, boolean discardOld, ProjectContents everything, boolean fromMemory)
      throws IOException, SQLException {
    if (target.equals(file)) {
      throw new ProjectException(
          target.getFileName() + " is the project's own file.",
          "All is in it already; choose another name for a copy.");
    }
    LockFile lock = ProjectLock.take(target);
    ProjectDatabase opened;
    try {
      if (fromMemory || !copied(target)) {
        ProjectFile.write(everything, target);
      }
      opened = ProjectDatabase.writing(target);
    } catch (IOException | SQLException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
    Path old = file;
    boolean isOurs = isOurs(old);
    close();
    if (discardOld && isOurs) {
      Files.deleteIfExists(old);
      Files.deleteIfExists(ProjectFile.logOf(old));
    }
    file = target;
    use(opened, lock);
  }

  private boolean copied(Path target) throws IOException {
    try {
      ProjectFile.copy(database(), target);
      return true;
    } catch (SQLException cannotRead) {
      return false;
    }
  }

  private boolean isOurs(Path old) {
    try {
      return Objects.equals(identity(old), identity);
    } catch (IOException gone) {
      return false;
    }
  }

  // Null on a system that has no such thing.
  private static @Nullable Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException gone) {
      throw new ProjectException(
          file + " was deleted or moved while it was open.",
          "Nothing is lost yet: save the project under another name.");
    }
  }

  /// Opens the file anew if the last change could not be written.
  private ProjectDatabase database() throws SQLException {
    ProjectDatabase opened = database;
    if (opened == null) {
      opened = ProjectDatabase.writing(file);
      database = opened;
      serial = opened.serial();
      if (!setting.isEmpty()) {
        opened.execute(setting);
      }
    }
    return opened;
  }

  private void closeDatabase() {
    ProjectDatabase opened = database;
    database = null;
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (SQLException failure) {
      // All that was said to be written is in the log; the next opening takes it from there.
    }
  }

  void close() {
    closeDatabase();
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException failure) {
      // The system lets go of it with the process.
    }
  }
}
