package cadenza.scan.io.las;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The coordinate reference system of a LAS file: told as WKT, or by the keys of GeoTIFF (LAS 1.4
/// R15, "Coordinate Reference System"; GeoTIFF 1.1, chapter 7).
final class ReferenceSystem {
  static final int WKT = 2112;
  static final int GEO_KEYS = 34735;
  static final int GEO_DOUBLES = 34736;
  static final int GEO_TEXTS = 34737;

  private static final int MODEL_KEY = 1024;
  private static final int RASTER_KEY = 1025;
  private static final int CITATION_KEY = 1026;
  private static final int GEOGRAPHIC_KEY = 2048;
  private static final int GEOGRAPHIC_CITATION_KEY = 2049;
  private static final int PROJECTED_KEY = 3072;
  private static final int PROJECTED_CITATION_KEY = 3073;
  private static final int VERTICAL_KEY = 4096;
  private static final int USER_DEFINED = 32767;
  private static final Pattern EPSG = Pattern.compile("EPSG:(\\d{4,5})(?:\\+(\\d{4,5}))?");

  private ReferenceSystem() {}

  /// The system as the file words it: the WKT text, `EPSG:` and a number, or a name.
  static Optional<String> of(LasHeader header, LasRecords records) {
    Optional<String> wkt =
        records
            .content(LasRecords.PROJECTION, WKT)
            .map(bytes -> VariableRecord.text(bytes, 0, bytes.length))
            .filter(text -> !text.isBlank());
    Optional<String> keys = fromKeys(records);
    return header.hasWkt() ? wkt.or(() -> keys) : keys.or(() -> wkt);
  }

  private static Optional<String> fromKeys(LasRecords records) {
    byte[] keys = records.content(LasRecords.PROJECTION, GEO_KEYS).orElse(new byte[0]);
    byte[] texts = records.content(LasRecords.PROJECTION, GEO_TEXTS).orElse(new byte[0]);
    String name = "";
    int nameRank = 0;
    int horizontal = 0;
    int vertical = 0;
    for (int at = 8; at + 8 <= keys.length; at += 8) {
      int key = LittleEndian.uint16(keys, at);
      int value = LittleEndian.uint16(keys, at + 6);
      boolean isCode = LittleEndian.uint16(keys, at + 2) == 0 && value > 0 && value < USER_DEFINED;
      switch (key) {
        case PROJECTED_KEY -> horizontal = isCode ? value : horizontal;
        case GEOGRAPHIC_KEY -> horizontal = isCode && horizontal == 0 ? value : horizontal;
        case VERTICAL_KEY -> vertical = isCode ? value : vertical;
        case CITATION_KEY, PROJECTED_CITATION_KEY, GEOGRAPHIC_CITATION_KEY -> {
          // the name of the projected system says most
          int rank = key == PROJECTED_CITATION_KEY ? 3 : key == CITATION_KEY ? 2 : 1;
          String text = citation(texts, value, LittleEndian.uint16(keys, at + 4));
          if (rank > nameRank && !text.isEmpty()) {
            name = text;
            nameRank = rank;
          }
        }
        default -> {}
      }
    }
    // a code for the ellipsoid's coordinates alone says too little of projected ones
    boolean isGeographicOnly = horizontal != 0 && nameRank == 3 && !hasCode(keys, PROJECTED_KEY);
    if (horizontal != 0 && !isGeographicOnly) {
      return Optional.of("EPSG:" + horizontal + (vertical == 0 ? "" : "+" + vertical));
    }
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static boolean hasCode(byte[] keys, int wanted) {
    for (int at = 8; at + 8 <= keys.length; at += 8) {
      int value = LittleEndian.uint16(keys, at + 6);
      if (LittleEndian.uint16(keys, at) == wanted && value > 0 && value < USER_DEFINED) {
        return true;
      }
    }
    return false;
  }

  private static String citation(byte[] texts, int at, int length) {
    if (at >= texts.length) {
      return "";
    }
    String text = VariableRecord.text(texts, at, length);
    return text.endsWith("|") ? text.substring(0, text.length() - 1).strip() : text;
  }

  /// True for a system that [#records] can write down.
  static boolean isWkt(String system) {
    return system.matches("(?s)\\s*[A-Z_0-9]{4,20}\\s*[\\[(].*");
  }

  /// The records that tell a system: WKT as it is, an EPSG number as GeoTIFF keys, any other words
  /// as a citation.
  static List<VariableRecord> records(String system) {
    List<VariableRecord> records = new ArrayList<>();
    if (isWkt(system)) {
      byte[] text = (system + "\0").getBytes(StandardCharsets.UTF_8);
      VariableRecord record =
          VariableRecord.of(LasRecords.PROJECTION, WKT, "coordinate system as WKT", text);
      records.add(text.length > 65535 ? record.extended() : record);
      return records;
    }
    Matcher code = EPSG.matcher(system.strip());
    List<int[]> keys = new ArrayList<>();
    byte[] text = (system + "|\0").getBytes(StandardCharsets.UTF_8);
    if (code.matches() && Integer.parseInt(code.group(1)) < USER_DEFINED) {
      int number = Integer.parseInt(code.group(1));
      // EPSG gives systems of longitude and latitude numbers from 4001 to 4999
      boolean isGeographic = number > 4000 && number < 5000;
      keys.add(new int[] {MODEL_KEY, 0, 1, isGeographic ? 2 : 1});
      keys.add(new int[] {RASTER_KEY, 0, 1, 1});
      keys.add(new int[] {isGeographic ? GEOGRAPHIC_KEY : PROJECTED_KEY, 0, 1, number});
      if (code.group(2) != null) {
        keys.add(new int[] {VERTICAL_KEY, 0, 1, Integer.parseInt(code.group(2)) & 0xffff});
      }
    } else {
      keys.add(new int[] {CITATION_KEY, GEO_TEXTS, Math.min(text.length - 1, 65535), 0});
      byte[] bounded = Arrays.copyOf(text, Math.min(text.length, 65535));
      records.add(VariableRecord.of(LasRecords.PROJECTION, GEO_TEXTS, "GeoTIFF texts", bounded));
    }
    byte[] bytes = new byte[8 + 8 * keys.size()];
    int[] head = {1, 1, 0, keys.size()};
    for (int i = 0; i < bytes.length / 2; i++) {
      LittleEndian.putInt16(bytes, 2 * i, i < 4 ? head[i] : keys.get(i / 4 - 1)[i % 4]);
    }
    records.addFirst(VariableRecord.of(LasRecords.PROJECTION, GEO_KEYS, "GeoTIFF keys", bytes));
    return records;
  }
}
