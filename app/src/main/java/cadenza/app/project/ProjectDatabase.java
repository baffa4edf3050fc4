package cadenza.app.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A connection to a project file that reads and writes rows. Belongs to one thread at a time.
final class ProjectDatabase implements AutoCloseable {
  private final Connection connection;
  private final Map<Table, PreparedStatement> puts = new EnumMap<>(Table.class);

  private ProjectDatabase(Connection connection) {
    this.connection = connection;
  }

  /// Rows to write and rows to forget, in one transaction.
  ///
  /// @param forgetFrom edits of this number and higher ones are forgotten; -1 for none
  /// @param gone a row to forget, or null
  record Change(List<StoredRow> puts, long forgetFrom, @Nullable StoredRow gone, StoredRow state) {}

  /// Opens a file for writing.
  static ProjectDatabase writing(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection(url(file, "rw"));
    try {
      ProjectSchema.prepareForWriting(connection);
      connection.setAutoCommit(false);
      return new ProjectDatabase(connection);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /// Makes a new file that holds a project.
  static ProjectDatabase creating(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection(url(file, "rwc"));
    try {
      ProjectSchema.create(connection);
      ProjectSchema.prepareForWriting(connection);
      connection.setAutoCommit(false);
      return new ProjectDatabase(connection);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  /// Opens a file that nobody writes to, without writing a byte of it or beside it. What lies in a
  /// write-ahead log beside it is not seen.
  static ProjectDatabase untouched(Path file) throws SQLException {
    return new ProjectDatabase(DriverManager.getConnection(url(file, "ro&immutable=1")));
  }

  private static String url(Path file, String mode) {
    return "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=" + mode;
  }

  /// Writes a change; all of it or, if it throws, nothing. After that the connection is good for
  /// nothing but closing: a full disk ends the transaction behind the driver's back, which would
  /// write the next change in pieces.
  void write(Change change, long serial) throws SQLException {
    if (change.forgetFrom >= 0) {
      forget(Table.EDITS, "id >= " + change.forgetFrom);
      forget(Table.CHANGES, "id >= " + Table.changeId(change.forgetFrom, 0));
    }
    StoredRow gone = change.gone;
    if (gone != null) {
      forget(gone.table(), "id = " + gone.id());
    }
    for (StoredRow row : change.puts) {
      put(row.writtenAs(serial));
    }
    put(change.state.writtenAs(serial));
    connection.commit();
  }

  private void forget(Table table, String where) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM " + table.sqlName() + " WHERE " + where);
    }
  }

  private void put(StoredRow row) throws SQLException {
    PreparedStatement put = puts.get(row.table());
    if (put == null) {
      put = connection.prepareStatement(row.table().putSql());
      puts.put(row.table(), put);
    }
    int at = 1;
    put.setLong(at++, row.id());
    for (Object value : row.values()) {
      put.setObject(at++, value);
    }
    put.setLong(at++, row.serial());
    put.setLong(at, row.crc());
    put.executeUpdate();
  }

  /// Reads everything.
  ///
  /// @throws DamagedProjectException if pages or rows are not as they were written
  ProjectRows read() throws SQLException, DamagedProjectException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cell_size_check = ON");
      try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
        String found = result.next() ? result.getString(1) : "no answer";
        if (!"ok".equals(found)) {
          throw new DamagedProjectException(found);
        }
      }
      ProjectRows rows = new ProjectRows();
      for (Table table : Table.values()) {
        try (ResultSet result = statement.executeQuery(table.selectSql())) {
          while (result.next()) {
            rows.add(row(table, result));
          }
        }
      }
      return rows;
    }
  }

  private static StoredRow row(Table table, ResultSet result)
      throws SQLException, DamagedProjectException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < table.width(); i++) {
      Object value = result.getObject(2 + i);
      values.add(value instanceof Integer small ? (Object) small.longValue() : value);
    }
    long serial = result.getLong(2 + table.width());
    long id = result.getLong(1);
    StoredRow row;
    try {
      row = new StoredRow(table, id, values, serial);
      if (row.crc() == result.getLong(3 + table.width())) {
        return row;
      }
    } catch (IllegalArgumentException wrongType) {
      throw new DamagedProjectException(
          table.sqlName() + " " + id + " holds what it cannot", wrongType);
    }
    throw new DamagedProjectException(table.sqlName() + " " + id + " does not match its check");
  }

  /// The transaction that wrote last.
  long serial() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT serial FROM state")) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /// Copies all of it into a new file.
  void copyInto(Path target) throws SQLException {
    boolean automatic = connection.getAutoCommit();
    connection.setAutoCommit(true);
    try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, target.toString());
      statement.execute();
    } finally {
      connection.setAutoCommit(automatic);
    }
  }

  /// Runs a statement that gives nothing back; for tests and settings of the connection.
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      for (PreparedStatement put : puts.values()) {
        put.close();
      }
      puts.clear();
    } finally {
      connection.close();
    }
  }
}
