package cadenza.app.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The schema of project files and its versions.
///
/// A version that changes tables gets a number, a step in [#migrate] that makes the tables of the
/// version before into its own, and a test that opens a file of the older version.
final class ProjectSchema {
  /// In the header of each project file: "CDNZ".
  static final int APPLICATION_ID = 0x43444e5a;

  /// The version this program writes, and the newest it reads.
  static final int VERSION = 1;

  /// Bytes of a page, always; [PageScan] counts on it.
  static final int PAGE_BYTES = 4096;

  private ProjectSchema() {}

  /// Makes an empty database a project.
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = " + PAGE_BYTES);
      statement.execute("PRAGMA encoding = 'UTF-8'");
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + VERSION);
      for (Table table : Table.values()) {
        statement.execute(table.createSql());
      }
    }
  }

  /// Brings a file of an older version to the present one, in one transaction.
  ///
  /// @param from the version of the file
  static void migrate(Connection connection, int from) throws SQLException {
    if (from < 1 || from > VERSION) {
      throw new SQLException("no way from schema " + from + " to " + VERSION);
    }
    // There is only one version yet.
  }

  /// How a project is written: nothing that was said to be written is lost, even when the power
  /// fails, and nobody else writes.
  static void prepareForWriting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA trusted_schema = OFF");
    }
  }
}
