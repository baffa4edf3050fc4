package cadenza.scan.io.mesh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/// Makes glTF files piece by piece.
final class GltfMaker {
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final List<String> views = new ArrayList<>();
  private final List<String> accessors = new ArrayList<>();
  private final StringJoiner rest = new StringJoiner(",\n");

  GltfMaker() {
    rest.add("\"asset\": {\"version\": \"2.0\"}");
  }

  /// Adds a member of the whole, such as `"nodes": […]`.
  GltfMaker add(String member) {
    rest.add(member);
    return this;
  }

  int view(byte[] bytes, int stride) {
    views.add(
        "{\"buffer\": 0, \"byteOffset\": %d, \"byteLength\": %d%s}"
            .formatted(
                buffer.size(), bytes.length, stride > 0 ? ", \"byteStride\": " + stride : ""));
    buffer.writeBytes(bytes);
    while (buffer.size() % 4 != 0) {
      buffer.write(0);
    }
    return views.size() - 1;
  }

  /// An accessor whose JSON is given but for its view.
  int accessor(int view, String members) {
    accessors.add("{\"bufferView\": " + view + ", " + members + "}");
    return accessors.size() - 1;
  }

  int accessor(String json) {
    accessors.add(json);
    return accessors.size() - 1;
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  int vectors(int width, float... values) {
    return accessor(
        view(floats(values), 0),
        "\"componentType\": 5126, \"count\": %d, \"type\": \"VEC%d\""
            .formatted(values.length / width, width));
  }

  int indices(int... values) {
    return accessor(
        view(shorts(values), 0),
        "\"componentType\": 5123, \"count\": %d, \"type\": \"SCALAR\"".formatted(values.length));
  }

  byte[] buffer() {
    return buffer.toByteArray();
  }

  private String json(String bufferMembers) {
    return "{\n"
        + rest
        + ",\n\"buffers\": [{\"byteLength\": "
        + buffer.size()
        + bufferMembers
        + "}],\n\"bufferViews\": ["
        + String.join(",", views)
        + "],\n\"accessors\": ["
        + String.join(",", accessors)
        + "]}";
  }

  /// A text whose buffer is in a file of this name.
  byte[] toText(String uri) {
    return json(", \"uri\": \"" + uri + "\"").getBytes(StandardCharsets.UTF_8);
  }

  /// A text with its buffer in it.
  byte[] toText() {
    return toText(
        "data:application/octet-stream;base64,"
            + Base64.getEncoder().encodeToString(buffer.toByteArray()));
  }

  byte[] toBinary() {
    byte[] text = json("").getBytes(StandardCharsets.UTF_8);
    int textLength = Math.ceilDiv(text.length, 4) * 4;
    ByteBuffer out =
        ByteBuffer.allocate(12 + 8 + textLength + 8 + buffer.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.put("glTF".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(out.capacity());
    out.putInt(textLength).putInt(0x4e4f534a).put(text);
    while (out.position() < 20 + textLength) {
      out.put((byte) ' ');
    }
    out.putInt(buffer.size()).putInt(0x004e4942).put(buffer.toByteArray());
    return out.array();
  }
}
