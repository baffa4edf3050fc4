package cadenza.scan.io.mesh;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Json;
import cadenza.scan.io.ScanException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A glTF 2.0 file, text or binary (GLB), and the buffers it names: in itself, in data URIs, or in
/// files beside it.
final class GltfFile implements Closeable {
  private static final int MAX_JSON_BYTES = 1 << 28;
  private static final int GLB_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int JSON_CHUNK = 0x4e4f534a;
  private static final int BINARY_CHUNK = 0x004e4942;
  private static final int MAX_CHUNKS = 1000;

  private final FileBytes file;
  private final BesideFiles beside;
  private final List<String> warnings;
  private final List<FileBytes> open = new ArrayList<>();
  private final Map<Integer, Optional<BufferBytes>> buffers = new HashMap<>();
  private Json json = new Json(null);
  private @Nullable BufferBytes binary;

  private GltfFile(FileBytes file, List<String> warnings) {
    this.file = file;
    this.beside = new BesideFiles(file.path());
    this.warnings = warnings;
  }

  /// True if the bytes begin as a GLB does.
  static boolean isBinary(byte[] head) {
    return head.length >= GLB_HEADER_BYTES
        && new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals("glTF");
  }

  /// @param file closed by whoever opened it
  /// @param warnings where to say what is missing
  static GltfFile open(FileBytes file, List<String> warnings) throws IOException {
    GltfFile gltf = new GltfFile(file, warnings);
    byte[] head = file.read(0, GLB_HEADER_BYTES);
    byte[] text = isBinary(head) ? gltf.chunks(head) : file.read(0, MAX_JSON_BYTES);
    try {
      gltf.json = Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ScanException(
          file.path(),
          "its description is damaged at " + e.getMessage(),
          "Copy or export the file again.",
          e);
    }
    return gltf;
  }

  /// Finds the chunks of a GLB.
  ///
  /// @return the bytes of the first one, which is JSON
  private byte[] chunks(byte[] head) throws IOException {
    int version = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    if (version != 2) {
      throw new ScanException(
          file.path(), "it is glTF of version " + version, "Export it as glTF 2.0.");
    }
    byte[] text = new byte[0];
    long at = GLB_HEADER_BYTES;
    for (int i = 0; i < MAX_CHUNKS && at + CHUNK_HEADER_BYTES <= file.size(); i++) {
      ByteBuffer chunk =
          ByteBuffer.wrap(file.readFully(at, CHUNK_HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      long length = chunk.getInt(0) & 0xffffffffL;
      int type = chunk.getInt(4);
      long start = at + CHUNK_HEADER_BYTES;
      if (type == JSON_CHUNK && text.length == 0) {
        text = file.read(start, (int) Math.min(length, MAX_JSON_BYTES));
      } else if (type == BINARY_CHUNK && binary == null) {
        binary = BufferBytes.InFile.of(file, start, length);
        if (binary.length() < length) {
          warnings.add(
              "the file ends after %,d of the %,d bytes that its numbers should take."
                  .formatted(binary.length(), length));
        }
      }
      at = start + length;
    }
    return text;
  }

  Json json() {
    return json;
  }

  Path path() {
    return file.path();
  }

  /// The bytes of a buffer; empty, and told, if they are not there.
  Optional<BufferBytes> buffer(int index) throws IOException {
    Optional<BufferBytes> buffer = buffers.get(index);
    if (buffer == null) {
      buffer = find(index);
      buffers.put(index, buffer);
      if (buffer.isEmpty()) {
        warnings.add(
            "the numbers in %s are not there."
                .formatted(
                    shown(json.get("buffers").at(index).get("uri").text("buffer " + index))));
      }
    }
    return buffer;
  }

  private Optional<BufferBytes> find(int index) throws IOException {
    Json uri = json.get("buffers").at(index).get("uri");
    if (uri.isMissing()) {
      return index == 0 ? Optional.ofNullable(binary) : Optional.empty();
    }
    Optional<byte[]> data = dataOf(uri.text(""));
    if (data.isPresent()) {
      return Optional.of(new BufferBytes.InMemory(data.get()));
    }
    Optional<Path> path = beside.findReference(uri.text(""));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    FileBytes bytes = FileBytes.open(path.get());
    open.add(bytes);
    return Optional.of(BufferBytes.InFile.of(bytes, 0, Long.MAX_VALUE));
  }

  /// The bytes in a data URI (RFC 2397); empty if it is none.
  private static Optional<byte[]> dataOf(String uri) {
    int comma = uri.indexOf(',');
    if (!uri.startsWith("data:") || comma < 0 || !uri.substring(0, comma).endsWith(";base64")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(uri.substring(comma + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The bytes of a view into a buffer.
  record View(BufferBytes buffer, long start, long length, int stride) {}

  /// A view; empty if it or its buffer is not there. It never reaches beyond its buffer.
  Optional<View> view(int index) throws IOException {
    Json view = json.get("bufferViews").at(index);
    Optional<BufferBytes> buffer =
        view.isMissing() ? Optional.empty() : buffer(view.get("buffer").whole(-1));
    if (buffer.isEmpty()) {
      return Optional.empty();
    }
    long there = buffer.get().length();
    long start = Math.clamp((long) view.get("byteOffset").number(0), 0, there);
    long length = Math.clamp((long) view.get("byteLength").number(0), 0, there - start);
    return Optional.of(
        new View(buffer.get(), start, length, Math.max(0, view.get("byteStride").whole(0))));
  }

  /// The bytes of a picture, in a view, a data URI or a file beside this one.
  Optional<byte[]> image(Json image) throws IOException {
    String uri = image.get("uri").text("");
    if (uri.isEmpty()) {
      Optional<View> view = view(image.get("bufferView").whole(-1));
      return view.isEmpty() ? Optional.empty() : Optional.of(bytes(view.get()));
    }
    Optional<byte[]> data = dataOf(uri);
    Optional<Path> path = data.isPresent() ? Optional.empty() : beside.findReference(uri);
    if (path.isEmpty()) {
      return data;
    }
    try (FileBytes bytes = FileBytes.open(path.get())) {
      return Optional.of(bytes.read(0, TextureFiles.MAX_BYTES));
    }
  }

  private static byte[] bytes(View view) throws IOException {
    byte[] bytes = new byte[(int) Math.min(view.length(), TextureFiles.MAX_BYTES)];
    view.buffer().read(view.start(), bytes, bytes.length);
    return bytes;
  }

  /// A URI, or the beginning of a long one.
  static String shown(String uri) {
    return uri.length() > 60 ? uri.substring(0, 60) + "…" : uri;
  }

  @Override
  public void close() throws IOException {
    for (FileBytes bytes : open) {
      bytes.close();
    }
  }
}
