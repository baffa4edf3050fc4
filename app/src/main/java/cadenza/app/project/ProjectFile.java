package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.LabelledScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A project's file as a whole: made, looked at, read, without a window that works on it.
public final class ProjectFile {
  /// What names of projects end with.
  public static final String EXTENSION = ".cadenza";

  private static final int HEADER_BYTES = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private ProjectFile() {}

  /// True if this is named as projects are.
  public static boolean isNamedSo(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
  }

  /// The same name with the ending of projects.
  public static Path named(Path file) {
    return isNamedSo(file) ? file : file.resolveSibling(file.getFileName() + EXTENSION);
  }

  /// The write-ahead log that lies beside a project while it is open, and after a crash.
  static Path logOf(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /// What the first bytes of a file say.
  ///
  /// @param isDatabase whether it is SQLite's
  /// @param isProject whether it says it is a project
  /// @param version of the schema
  record Header(boolean isDatabase, boolean isProject, int version) {
    static Header of(byte[] file) {
      if (file.length < HEADER_BYTES) {
        return new Header(false, false, 0);
      }
      ByteBuffer header = ByteBuffer.wrap(file, 0, HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
      byte[] magic = new byte[MAGIC.length];
      header.get(magic);
      return new Header(
          Arrays.equals(magic, MAGIC),
          header.getInt(68) == ProjectSchema.APPLICATION_ID,
          header.getInt(60));
    }
  }

  /// Reads a sound project without writing a byte to it or beside it. The caller holds the lock.
  ///
  /// @throws DamagedProjectException if it is not sound
  /// @throws IOException if it cannot be read at all
  static ProjectContents read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    Path log = logOf(file);
    if (!Files.exists(log) || Files.size(log) == 0) {
      return read(file, false);
    }
    // SQLite would write the log into the file: let it do so in a copy.
    Path folder = Files.createTempDirectory("cadenza-project");
    Path copy = folder.resolve("copy" + EXTENSION);
    try {
      Files.copy(file, copy);
      Files.copy(log, logOf(copy));
      return read(copy, true);
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(logOf(copy));
      Files.deleteIfExists(folder.resolve(copy.getFileName() + "-shm"));
      Files.deleteIfExists(folder);
    }
  }

  private static ProjectContents read(Path file, boolean withLog) throws IOException {
    try (ProjectDatabase database =
        withLog ? ProjectDatabase.writing(file) : ProjectDatabase.untouched(file)) {
      return ProjectAssembly.of(database.read());
    } catch (SQLException failure) {
      throw new DamagedProjectException(String.valueOf(failure.getMessage()), failure);
    }
  }

  /// Makes a new file of everything a project holds; it takes its name once it is whole.
  ///
  /// @throws IOException if it cannot be written
  static void write(ProjectContents contents, Path file) throws IOException {
    Path part = partOf(file);
    try {
      Files.deleteIfExists(part);
      try (ProjectDatabase database = ProjectDatabase.creating(part)) {
        database.write(everything(contents, file), 1);
      }
      publish(part, file);
    } catch (SQLException failure) {
      throw notWritten(file, failure);
    } finally {
      discard(part);
    }
  }

  /// Copies an open project into a new file; it takes its name once it is whole.
  static void copy(ProjectDatabase from, Path file) throws IOException, SQLException {
    Path part = partOf(file);
    try {
      Files.deleteIfExists(part);
      from.copyInto(part);
      publish(part, file);
    } finally {
      discard(part);
    }
  }

  private static Path partOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private static void publish(Path part, Path file) throws IOException {
    Files.deleteIfExists(logOf(file));
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(logOf(part));
    Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
  }

  static IOException notWritten(Path file, SQLException failure) {
    SQLiteErrorCode code =
        failure instanceof SQLiteException of ? of.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    String why =
        switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
          case SQLITE_FULL -> "the disk is full";
          case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "the system does not allow it";
          case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds it";
          case SQLITE_IOERR -> "the disk does not take it (" + code.name() + ")";
          default -> String.valueOf(failure.getMessage());
        };
    return new IOException(
        "%s cannot be written: %s — Make space or free the file, or save the project elsewhere."
            .formatted(file.getFileName(), why),
        failure);
  }

  private static ProjectDatabase.Change everything(ProjectContents contents, Path file) {
    Map<Integer, Integer> pointCounts = new HashMap<>();
    List<StoredRow> rows = new ArrayList<>();
    for (LabelledScan scan : contents.scans()) {
      pointCounts.put(scan.id(), scan.pointCount());
      ScanOrigin known = contents.origins().getOrDefault(scan.id(), ScanOrigin.UNKNOWN);
      rows.add(RowCodec.scan(scan, known.relativeTo(file, scan.file())));
    }
    long number = 0;
    for (Edit edit : contents.edits()) {
      rows.addAll(RowCodec.edit(number++, edit, scan -> pointCounts.getOrDefault(scan, 0)));
    }
    contents.probes().forEach(probe -> rows.add(RowCodec.probe(probe)));
    long id = 1;
    for (Map.Entry<String, String> setting : contents.settings().entrySet()) {
      rows.add(RowCodec.setting(id++, setting.getKey(), setting.getValue()));
    }
    RowCodec.State state =
        new RowCodec.State(
            contents.done(),
            contents.edits().size(),
            contents.counters(),
            contents.scans().size(),
            contents.probes().size(),
            contents.settings().size());
    return new ProjectDatabase.Change(rows, -1, null, state.row());
  }
}
