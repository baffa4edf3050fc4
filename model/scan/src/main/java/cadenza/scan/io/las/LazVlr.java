package cadenza.scan.io.las;

import cadenza.scan.io.ScanException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the points of a LAZ file are compressed: the record that LASzip leaves in the file (user
/// `laszip encoded`, number 22204; LAZ specification, "LASzip VLR").
///
/// @param chunkSize points in a chunk; [#VARIABLE] where the chunk table says so for each
/// @param items parts of the point record in their order
record LazVlr(Compressor compressor, long chunkSize, List<Item> items) {
  static final String USER = "laszip encoded";
  static final int NUMBER = 22204;
  static final long VARIABLE = 0xffffffffL;

  /// As LASzip does by default.
  static final int USUAL_CHUNK_SIZE = 50_000;

  // Each extra byte takes a model for each scanner channel, so no file may have any number of them.
  static final int MOST_EXTRA_BYTES = 4096;
  private static final int FIXED_BYTES = 34;
  private static final int ITEM_BYTES = 6;

  LazVlr {
    items = List.copyOf(items);
  }

  /// How points follow each other.
  enum Compressor {
    /// As in LAS.
    NONE,
    /// All in one stream.
    POINTWISE,
    /// A stream for each chunk.
    CHUNKED,
    /// A stream for each layer of each chunk.
    LAYERED
  }

  /// Parts of the point record, as LASzip numbers them.
  enum Type {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    POINT10,
    GPSTIME11,
    RGB12,
    WAVEPACKET13,
    POINT14,
    RGB14,
    RGBNIR14,
    WAVEPACKET14,
    BYTE14
  }

  /// A part of the point record.
  ///
  /// @param size in bytes
  /// @param version of its compression
  record Item(Type type, int size, int version) {}

  /// Reads the record.
  ///
  /// @throws ScanException if the points are compressed in a way that is not known
  static LazVlr parse(Path file, byte[] bytes) throws ScanException {
    if (bytes.length < FIXED_BYTES) {
      throw damaged(file, "is cut short");
    }
    int compressor = LittleEndian.uint16(bytes, 0);
    if (compressor >= Compressor.values().length || LittleEndian.uint16(bytes, 2) != 0) {
      throw damaged(file, "names compressor %d".formatted(compressor));
    }
    int count = LittleEndian.uint16(bytes, 32);
    if (bytes.length < FIXED_BYTES + count * ITEM_BYTES) {
      throw damaged(file, "is cut short");
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0, at = FIXED_BYTES; i < count; i++, at += ITEM_BYTES) {
      int type = LittleEndian.uint16(bytes, at);
      if (type >= Type.values().length) {
        throw damaged(file, "names a part of kind %d".formatted(type));
      }
      items.add(
          new Item(
              Type.values()[type],
              LittleEndian.uint16(bytes, at + 2),
              LittleEndian.uint16(bytes, at + 4)));
    }
    LazVlr vlr = new LazVlr(Compressor.values()[compressor], LittleEndian.uint32(bytes, 12), items);
    vlr.check(file);
    return vlr;
  }

  private void check(Path file) throws ScanException {
    boolean isLayered = compressor == Compressor.LAYERED;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      int expected =
          switch (item.type) {
            case POINT10 -> 20;
            case GPSTIME11 -> 8;
            case RGB12, RGB14 -> 6;
            case WAVEPACKET13, WAVEPACKET14 -> WavePackets.BYTES;
            case POINT14 -> 30;
            case RGBNIR14 -> 8;
            case BYTE, BYTE14 -> item.size;
            default -> -1;
          };
      boolean isNew = item.type.compareTo(Type.POINT14) >= 0;
      boolean isPoint = item.type == Type.POINT10 || item.type == Type.POINT14;
      int newest = isNew ? 4 : item.type == Type.WAVEPACKET13 ? 1 : 2;
      if (item.size != expected
          || compressor != Compressor.NONE
              && (isNew != isLayered
                  || isPoint != (i == 0)
                  || item.version < (isNew ? 2 : 1)
                  || item.version > newest)) {
        throw damaged(
            file,
            "says part %d is %s of %d bytes, version %d"
                .formatted(i + 1, item.type, item.size, item.version));
      }
      if (expected > MOST_EXTRA_BYTES) {
        throw new ScanException(
            file,
            "its points have %d extra bytes, more than %d".formatted(expected, MOST_EXTRA_BYTES),
            "Save it as LAS without compression.");
      }
    }
    if (items.isEmpty()) {
      throw damaged(file, "names no parts of a point");
    }
  }

  private static ScanException damaged(Path file, String how) {
    return new ScanException(
        file,
        "the record that says how its points are compressed " + how,
        "It is damaged, or newer than Cadenza: save it as LAS without compression.");
  }

  /// Length of a point record in bytes.
  int recordLength() {
    return items.stream().mapToInt(Item::size).sum();
  }

  /// How records of a point format are compressed that have `extraBytes` behind its fields: in
  /// chunks, as most programs can read them.
  static LazVlr of(PointFormat format, int extraBytes) {
    boolean isNew = format.isExtended();
    List<Item> items = new ArrayList<>();
    items.add(isNew ? new Item(Type.POINT14, 30, 3) : new Item(Type.POINT10, 20, 2));
    if (!isNew && format.hasTime()) {
      items.add(new Item(Type.GPSTIME11, 8, 2));
    }
    if (format.hasInfrared()) {
      items.add(new Item(Type.RGBNIR14, 8, 3));
    } else if (format.hasColor()) {
      items.add(isNew ? new Item(Type.RGB14, 6, 3) : new Item(Type.RGB12, 6, 2));
    }
    if (format.hasWaveforms()) {
      items.add(
          isNew
              ? new Item(Type.WAVEPACKET14, WavePackets.BYTES, 3)
              : new Item(Type.WAVEPACKET13, WavePackets.BYTES, 1));
    }
    if (extraBytes > 0) {
      items.add(isNew ? new Item(Type.BYTE14, extraBytes, 3) : new Item(Type.BYTE, extraBytes, 2));
    }
    return new LazVlr(isNew ? Compressor.LAYERED : Compressor.CHUNKED, USUAL_CHUNK_SIZE, items);
  }

  /// The content of the record.
  byte[] bytes() {
    byte[] bytes = new byte[FIXED_BYTES + items.size() * ITEM_BYTES];
    LittleEndian.putInt16(bytes, 0, compressor.ordinal());
    bytes[4] = 3; // the version of LASzip whose files these are like: 3.4
    bytes[5] = 4;
    LittleEndian.putInt32(bytes, 12, (int) chunkSize);
    LittleEndian.putInt64(bytes, 16, -1); // no special records
    LittleEndian.putInt64(bytes, 24, -1);
    LittleEndian.putInt16(bytes, 32, items.size());
    for (int i = 0, at = FIXED_BYTES; i < items.size(); i++, at += ITEM_BYTES) {
      Item item = items.get(i);
      LittleEndian.putInt16(bytes, at, item.type.ordinal());
      LittleEndian.putInt16(bytes, at + 2, item.size);
      LittleEndian.putInt16(bytes, at + 4, item.version);
    }
    return bytes;
  }
}
