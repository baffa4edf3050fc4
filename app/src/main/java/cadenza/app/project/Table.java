package cadenza.app.project;

import java.util.Locale;

/// The tables of a project file. Each has the columns `id` (the row's number), its own, `serial`
/// (the transaction that wrote it) and `crc` (of all of it, so that no damage goes unseen).
enum Table {
  /// One row, number 1: the file's schema, how many edits there are and are in force, the numbers
  /// to go on with, and how many rows the other tables have.
  STATE("schema", "done", "edits", "next_class", "next_stroke", "scans", "probes", "settings"),
  /// Scans by their number: where the file is and how it is known again.
  SCANS("name", "file", "relative", "fingerprint", "points"),
  /// Edits by their place in the history; classes and views as JSON.
  EDITS("name", "classes", "views", "scans"),
  /// Labels that an edit changes in a scan: number of the edit · 2^20 + number of the scan.
  CHANGES("scan_points", "data"),
  /// Probes: where they come from as JSON, and the file's bytes.
  PROBES("name", "made_at", "provenance", "data"),
  /// Anything else by name.
  SETTINGS("name", "value");

  private static final int SCANS_AN_EDIT = 1 << 20;

  private final String own;
  private final int width;

  Table(String... own) {
    this.own = String.join(", ", own);
    this.width = own.length;
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Columns of its own.
  int width() {
    return width;
  }

  String createSql() {
    return "CREATE TABLE "
        + sqlName()
        + " (id INTEGER PRIMARY KEY, "
        + own
        + ", serial INTEGER NOT NULL, crc INTEGER NOT NULL)";
  }

  String putSql() {
    return "INSERT OR REPLACE INTO " + sqlName() + " VALUES (?, ?, ?" + ", ?".repeat(width) + ")";
  }

  String selectSql() {
    return "SELECT id, " + own + ", serial, crc FROM " + sqlName();
  }

  static long changeId(long edit, int scan) {
    if (scan < 0 || scan >= SCANS_AN_EDIT) {
      throw new IllegalArgumentException("scan " + scan + " of a project");
    }
    return edit * SCANS_AN_EDIT + scan;
  }

  static long editOf(long changeId) {
    return changeId / SCANS_AN_EDIT;
  }

  static int scanOf(long changeId) {
    return (int) (changeId % SCANS_AN_EDIT);
  }
}
