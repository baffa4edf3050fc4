package cadenza.app.project;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All rows that were read from a project file, each with a right check; of several writings of a
/// row the latest.
final class ProjectRows {
  private final Map<Table, NavigableMap<Long, StoredRow>> tables = new EnumMap<>(Table.class);

  ProjectRows() {
    for (Table table : Table.values()) {
      tables.put(table, new TreeMap<>());
    }
  }

  void add(StoredRow row) {
    of(row.table()).merge(row.id(), row, (one, two) -> two.serial() > one.serial() ? two : one);
  }

  NavigableMap<Long, StoredRow> of(Table table) {
    NavigableMap<Long, StoredRow> rows = tables.get(table);
    if (rows == null) {
      throw new IllegalStateException();
    }
    return rows;
  }

  @Nullable StoredRow find(Table table, long id) {
    return of(table).get(id);
  }

  /// The latest transaction that wrote one of them.
  long lastSerial() {
    return tables.values().stream()
        .flatMap(rows -> rows.values().stream())
        .mapToLong(StoredRow::serial)
        .max()
        .orElse(0);
  }

  int count() {
    return tables.values().stream().mapToInt(Map::size).sum();
  }
}
