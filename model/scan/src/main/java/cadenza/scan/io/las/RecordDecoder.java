package cadenza.scan.io.las;

import cadenza.scan.io.PointTable;

/// Takes point records apart, field by field.
final class RecordDecoder {
  private final RecordField[] fields;
  private final int length;

  RecordDecoder(PointLayout layout) {
    fields = layout.fields().toArray(RecordField[]::new);
    length = layout.length();
  }

  /// Decodes `rows` records from `records[0]` on into a block, from its row `to` on.
  void decode(byte[] records, int rows, PointTable.Block block, int to) {
    for (int i = 0; i < fields.length; i++) {
      fields[i].decode(records, 0, length, rows, block.column(i), block.row() + to);
    }
  }
}
