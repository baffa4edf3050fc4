package cadenza.sonata.io;

import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import cadenza.sonata.WeightsException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The safetensors format: eight bytes of length, a JSON header that says where each tensor lies,
/// then the numbers. Nothing in it can run; sizes and places are checked nevertheless.
///
/// What the file says about itself lies as JSON text under the metadata key `config`.
public final class SafetensorsFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  // Fifty times what the largest network needs; parsed, it takes some hundred megabytes at most.
  private static final long MAX_HEADER_BYTES = 8 << 20;
  private static final String METADATA = "__metadata__";
  private static final String CONFIG = "config";
  private static final String FORMAT = "format";
  private static final String AGAIN = "Get the file again.";

  private SafetensorsFile() {}

  /// @param bytes the whole file, mapped; tensors become views of it
  /// @throws WeightsException if it is no such file or damaged
  public static StateFile read(Path file, MemorySegment bytes, Progress progress)
      throws WeightsException {
    long length = bytes.byteSize() < 8 ? -1 : bytes.get(LONG, 0);
    if (length < 2 || length > Math.min(MAX_HEADER_BYTES, bytes.byteSize() - 8)) {
      throw new WeightsException(
          file,
          "its header claims "
              + Long.toUnsignedString(length)
              + " bytes, more than there are or any network needs",
          AGAIN);
    }
    MemorySegment data = bytes.asSlice(8 + length);
    JsonNode header = header(file, bytes.asSlice(8, length));
    List<StoredTensor> tensors = new ArrayList<>();
    List<long[]> ranges = new ArrayList<>();
    for (Map.Entry<String, JsonNode> item : header.properties()) {
      progress.checkCancelled();
      if (!item.getKey().equals(METADATA)) {
        tensors.add(tensor(file, item.getKey(), item.getValue(), data, ranges));
      }
    }
    checkRanges(file, ranges, data.byteSize());
    JsonNode metadata = header.path(METADATA);
    return new StateFile(tensors, config(file, metadata.path(CONFIG)), List.of(), notes(metadata));
  }

  private static Map<String, String> notes(JsonNode metadata) {
    Map<String, String> notes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> item : metadata.properties()) {
      boolean own = item.getKey().equals(CONFIG) || item.getKey().equals(FORMAT);
      if (!own && item.getValue().isTextual()) {
        notes.put(item.getKey(), item.getValue().asText());
      }
    }
    return notes;
  }

  private static JsonNode header(Path file, MemorySegment bytes) throws WeightsException {
    try {
      JsonNode header = JSON.readTree(bytes.toArray(ValueLayout.JAVA_BYTE));
      if (header instanceof ObjectNode) {
        return header;
      }
    } catch (IOException e) {
      throw new WeightsException(file, "its header is not JSON", AGAIN, e);
    }
    throw new WeightsException(file, "its header is no JSON object", AGAIN);
  }

  private static StoredTensor tensor(
      Path file, String name, JsonNode entry, MemorySegment data, List<long[]> ranges)
      throws WeightsException {
    String dtype = entry.path("dtype").asText();
    ElementType type = null;
    for (ElementType candidate : ElementType.values()) {
      if (candidate.safetensorsName().equals(dtype)) {
        type = candidate;
      }
    }
    if (type == null) {
      throw new WeightsException(
          file,
          Wording.quoted(name) + " has numbers of kind " + Wording.quoted(dtype),
          "Convert it to F32, F16 or BF16.");
    }
    JsonNode shapeNode = entry.path("shape");
    JsonNode offsets = entry.path("data_offsets");
    long[] shape = new long[shapeNode.size()];
    boolean sound = shapeNode.isArray() && shape.length <= 16 && offsets.size() == 2;
    for (int d = 0; sound && d < shape.length; d++) {
      shape[d] = whole(shapeNode.get(d));
      sound = shape[d] >= 0;
    }
    long begin = whole(offsets.path(0));
    long end = whole(offsets.path(1));
    sound &= 0 <= begin && begin <= end && end <= data.byteSize();
    if (sound) {
      try {
        sound = Math.multiplyExact(StoredTensor.count(shape), (long) type.bytes()) == end - begin;
      } catch (ArithmeticException e) {
        sound = false;
      }
    }
    if (!sound) {
      throw new WeightsException(
          file,
          "%s claims shape %s at bytes %d to %d of %d, which cannot be"
              .formatted(
                  Wording.quoted(name),
                  Wording.plain(StoredTensor.text(shape)),
                  begin,
                  end,
                  data.byteSize()),
          AGAIN);
    }
    ranges.add(new long[] {begin, end});
    return new StoredTensor(name, type, shape, data.asSlice(begin, end - begin));
  }

  /// The number, or -1 if it is none that a long can hold.
  private static long whole(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
  }

  private static void checkRanges(Path file, List<long[]> ranges, long size)
      throws WeightsException {
    ranges.sort(Comparator.<long[]>comparingLong(r -> r[0]).thenComparingLong(r -> r[1]));
    long at = 0;
    for (long[] range : ranges) {
      if (range[0] != at) {
        throw new WeightsException(
            file, "its tensors overlap or leave gaps at byte " + Math.min(at, range[0]), AGAIN);
      }
      at = range[1];
    }
    if (at != size) {
      throw new WeightsException(
          file, "it holds " + size + " bytes of numbers, its header describes " + at, AGAIN);
    }
  }

  private static Map<String, Object> config(Path file, JsonNode node) throws WeightsException {
    if (!node.isTextual()) {
      return Map.of();
    }
    try {
      return JsonText.readConfig(node.asText());
    } catch (IllegalArgumentException e) {
      throw new WeightsException(file, String.valueOf(e.getMessage()), "Write the file again.", e);
    }
  }

  /// Writes tensors, config and notes; the same contents give the same bytes. The file appears
  /// whole or not at all.
  public static void write(Path file, StateFile state) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode metadata = header.putObject(METADATA);
    metadata.put(FORMAT, "pt").put(CONFIG, JsonText.write(state.config()));
    new TreeMap<>(state.notes()).forEach(metadata::put);
    long at = 0;
    for (StoredTensor tensor : state.tensors()) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.type().safetensorsName());
      ArrayNode shape = entry.putArray("shape");
      for (long length : tensor.shape()) {
        shape.add(length);
      }
      entry.putArray("data_offsets").add(at).add(at + tensor.data().byteSize());
      at += tensor.data().byteSize();
    }
    String text = JSON.writeValueAsString(header);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    text +=
        " ".repeat(Math.floorMod(-length, 64)); // so that numbers start aligned, as readers hope
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(
        file,
        out -> {
          out.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array());
          out.write(bytes);
          for (StoredTensor tensor : state.tensors()) {
            writeAll(out, tensor);
          }
        });
  }

  private static void writeAll(OutputStream out, StoredTensor tensor) throws IOException {
    long size = tensor.data().byteSize();
    byte[] buffer = new byte[(int) Math.min(1 << 20, size)];
    for (long at = 0; at < size; at += buffer.length) {
      int length = (int) Math.min(buffer.length, size - at);
      tensor.copyTo(at, MemorySegment.ofArray(buffer), length);
      out.write(buffer, 0, length);
    }
  }
}
