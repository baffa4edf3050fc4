package cadenza.sonata.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Maps, lists, strings, numbers and booleans as JSON text and back.
public final class JsonText {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonText() {}

  /// @throws JsonProcessingException if the text is no JSON object
  public static Map<String, Object> readMap(String text) throws JsonProcessingException {
    return JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
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
