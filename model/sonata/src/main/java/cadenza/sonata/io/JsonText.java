package cadenza.sonata.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Maps, lists, strings, numbers and booleans as JSON text and back.
public final class JsonText {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonText() {}

  /// A config's values.
  ///
  /// @throws IllegalArgumentException saying that it is no JSON, and where, or no JSON object
  public static Map<String, Object> readConfig(String text) {
    try {
      if (JSON.readValue(text, Object.class) instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // JSON has no other keys than text
        Map<String, Object> values = (Map<String, Object>) map;
        return values;
      }
    } catch (JsonProcessingException e) {
      // Jackson's own words name its classes and repeat the text.
      throw new IllegalArgumentException("the config is not JSON" + place(e), e);
    }
    throw new IllegalArgumentException("the config is no JSON object");
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /// One line of JSON, keys in the map's order.
  public static String write(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("values that JSON cannot hold", e);
    }
  }
}
