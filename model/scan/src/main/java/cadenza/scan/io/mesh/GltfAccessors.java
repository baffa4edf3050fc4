package cadenza.scan.io.mesh;

import cadenza.scan.io.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads accessors: the typed numbers in glTF's buffers (specification, 3.6.2).
final class GltfAccessors {
  private static final int BYTE = 5120;
  private static final int UNSIGNED_BYTE = 5121;
  private static final int SHORT = 5122;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;
  private static final int FLOAT = 5126;
  private static final int MAX_STRIDE = 4096;
  private static final int BLOCK_BYTES = 1 << 20;

  /// So many zeros are believed without bytes that vouch for them.
  private static final int MOST_ZEROS = 1 << 16;

  private final GltfFile file;

  GltfAccessors(GltfFile file) {
    this.file = file;
  }

  /// Where numbers lie and how.
  private record Layout(GltfFile.View view, long offset, int type, int width) {
    int bytes() {
      return width * bytesOf(type);
    }

    int step() {
      return view.stride() >= bytes() && view.stride() <= MAX_STRIDE ? view.stride() : bytes();
    }

    /// How many elements are there of `promised`.
    int count(long promised) {
      long behind = view.length() - offset - bytes();
      return behind < 0 || promised < 1
          ? 0
          : (int) Math.min(Math.min(promised, behind / step() + 1), Integer.MAX_VALUE / 16);
    }
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case BYTE, UNSIGNED_BYTE -> 1;
      case SHORT, UNSIGNED_SHORT -> 2;
      case UNSIGNED_INT, FLOAT -> 4;
      default -> 0;
    };
  }

  /// True for the types that numbers of elements may have; signed ones may not.
  private static boolean isIndex(int type) {
    return type == UNSIGNED_BYTE || type == UNSIGNED_SHORT || type == UNSIGNED_INT;
  }

  private static int widthOf(String type) {
    return switch (type) {
      case "SCALAR" -> 1;
      case "VEC2" -> 2;
      case "VEC3" -> 3;
      case "VEC4" -> 4;
      default -> 0;
    };
  }

  /// How many numbers there are in each element of an accessor; 0 if there is no such accessor.
  int width(int index) {
    Json accessor = accessor(index);
    boolean isKnown = bytesOf(accessor.get("componentType").whole(0)) > 0;
    return isKnown ? widthOf(accessor.get("type").text("")) : 0;
  }

  /// How many elements of an accessor are there.
  int count(int index) throws IOException {
    Json accessor = accessor(index);
    int width = width(index);
    long promised = (long) accessor.get("count").number(0);
    if (width == 0) {
      return 0;
    }
    if (accessor.get("bufferView").isMissing()) {
      return Math.clamp(promised, 0, MOST_ZEROS);
    }
    return layout(accessor, accessor.get("componentType").whole(0), width)
        .map(layout -> layout.count(promised))
        .orElse(0);
  }

  /// The first `count` elements of an accessor, which are there, as floats; those that are
  /// normalized from 0 or -1 to 1.
  float[] floats(int index, int count) throws IOException {
    Json accessor = accessor(index);
    int width = width(index);
    int type = accessor.get("componentType").whole(0);
    boolean isNormalized = accessor.get("normalized").flag(false);
    Optional<Layout> layout = layout(accessor, type, width);
    float[] values =
        layout.isPresent() ? read(layout.get(), isNormalized, count) : new float[count * width];
    replaceSparse(accessor.get("sparse"), type, width, isNormalized, values);
    return values;
  }

  /// The whole numbers of an accessor; empty if there are none.
  Optional<int[]> indices(int index) throws IOException {
    Json accessor = accessor(index);
    int type = accessor.get("componentType").whole(0);
    Optional<Layout> layout = isIndex(type) ? layout(accessor, type, 1) : Optional.empty();
    if (layout.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        readWhole(layout.get(), layout.get().count((long) accessor.get("count").number(0))));
  }

  private Json accessor(int index) {
    return file.json().get("accessors").at(index);
  }

  private Optional<Layout> layout(Json owner, int type, int width) throws IOException {
    Optional<GltfFile.View> view = file.view(owner.get("bufferView").whole(-1));
    double offset = owner.get("byteOffset").number(0);
    return view.filter(v -> offset >= 0 && offset <= v.length())
        .map(v -> new Layout(v, (long) offset, type, width));
  }

  private interface Element {
    /// @param at where it begins in `bytes`
    void accept(int number, ByteBuffer bytes, int at);
  }

  private static void each(Layout layout, int count, Element element) throws IOException {
    int step = layout.step();
    int perBlock = Math.max(1, BLOCK_BYTES / step);
    byte[] block = new byte[(int) Math.min((long) perBlock * step, layout.view().length())];
    ByteBuffer bytes = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    for (int first = 0; first < count; first += perBlock) {
      int here = Math.min(perBlock, count - first);
      int wanted = (here - 1) * step + layout.bytes();
      long at = layout.view().start() + layout.offset() + (long) first * step;
      layout.view().buffer().read(at, block, wanted);
      for (int i = 0; i < here; i++) {
        element.accept(first + i, bytes, i * step);
      }
    }
  }

  private static float[] read(Layout layout, boolean isNormalized, int count) throws IOException {
    int width = layout.width();
    int size = bytesOf(layout.type());
    float[] values = new float[count * width];
    each(
        layout,
        count,
        (number, bytes, at) -> {
          for (int i = 0; i < width; i++) {
            values[number * width + i] = number(bytes, at + i * size, layout.type(), isNormalized);
          }
        });
    return values;
  }

  private static float number(ByteBuffer bytes, int at, int type, boolean isNormalized) {
    return switch (type) {
      case BYTE -> isNormalized ? Math.max(bytes.get(at) / 127f, -1) : bytes.get(at);
      case UNSIGNED_BYTE -> (bytes.get(at) & 0xff) / (isNormalized ? 255f : 1f);
      case SHORT -> isNormalized ? Math.max(bytes.getShort(at) / 32767f, -1) : bytes.getShort(at);
      case UNSIGNED_SHORT -> (bytes.getShort(at) & 0xffff) / (isNormalized ? 65535f : 1f);
      case UNSIGNED_INT -> bytes.getInt(at) & 0xffffffffL;
      default -> bytes.getFloat(at);
    };
  }

  private static int[] readWhole(Layout layout, int count) throws IOException {
    int[] values = new int[count];
    each(
        layout,
        count,
        (number, bytes, at) ->
            values[number] =
                switch (layout.type()) {
                  case UNSIGNED_BYTE -> bytes.get(at) & 0xff;
                  case UNSIGNED_SHORT -> bytes.getShort(at) & 0xffff;
                  default -> bytes.getInt(at); // beyond 2^31 there are no vertices
                });
    return values;
  }

  /// Replaces the elements that a sparse accessor lists.
  private void replaceSparse(Json sparse, int type, int width, boolean isNormalized, float[] values)
      throws IOException {
    if (sparse.isMissing()) {
      return;
    }
    long promised = (long) sparse.get("count").number(0);
    int indexType = sparse.get("indices").get("componentType").whole(0);
    Optional<Layout> where =
        isIndex(indexType) ? layout(sparse.get("indices"), indexType, 1) : Optional.empty();
    Optional<Layout> what = layout(sparse.get("values"), type, width);
    if (where.isEmpty() || what.isEmpty()) {
      return;
    }
    int count = Math.min(where.get().count(promised), what.get().count(promised));
    int[] indices = readWhole(where.get(), count);
    float[] others = read(what.get(), isNormalized, count);
    for (int i = 0; i < count; i++) {
      int at = indices[i];
      if (at >= 0 && at < values.length / width) {
        System.arraycopy(others, i * width, values, at * width, width);
      }
    }
  }
}
