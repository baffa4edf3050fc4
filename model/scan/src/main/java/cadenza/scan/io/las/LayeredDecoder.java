package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Decodes chunks of point formats 6 to 10.
///
/// # How it works
///
/// A chunk begins with its first point as it is, the number of its points and the length of each
/// layer; the layers follow. Each call decodes all layers of some points, the first layer first,
/// because the others need what it tells ([Trace]). Where a file was cut, layers at the end lack:
/// points are good as far as x, y and z reach, other fields are zero from where their layer ends.
final class LayeredDecoder implements ChunkDecoder {
  private static final int HEIGHTS = 0;

  private final FileBytes file;
  private final PositionLayer positions = new PositionLayer();
  private final ArithmeticDecoder positionsIn;
  private final List<Layer> layers = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final ArithmeticDecoder[] inputs;
  private final boolean[] isThere;
  private final boolean[] isBroken;
  private final int stride;
  private final Set<String> lost = new TreeSet<>();
  private int[] traces = new int[0];
  private long from;
  private long to;
  private long end;
  private boolean isFirst;
  private boolean isEnded;

  LayeredDecoder(LazVlr vlr, FileBytes file) {
    this.file = file;
    this.positionsIn = new ArithmeticDecoder(file);
    int at = 0;
    for (LazVlr.Item item : vlr.items()) {
      add(item, at);
      at += item.size();
    }
    stride = at;
    inputs = new ArithmeticDecoder[layers.size()];
    isThere = new boolean[inputs.length];
    isBroken = new boolean[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new ArithmeticDecoder(file);
    }
  }

  private void add(LazVlr.Item item, int at) {
    layers.addAll(Layers.of(item, at));
    names.addAll(Layers.names(item));
  }

  @Override
  public void start(long start, long finish) {
    from = start;
    to = Math.min(finish, file.size());
    isFirst = true;
    isEnded = false;
    lost.clear();
  }

  @Override
  public Set<String> lost() {
    return lost;
  }

  @Override
  public int decode(byte[] records, int count) throws IOException {
    if (isEnded || count == 0) {
      return 0;
    }
    if (traces.length < count) {
      traces = new int[count];
    }
    int first = 0;
    if (isFirst) {
      if (!begin(records)) {
        isEnded = true;
        return 0;
      }
      first = 1;
    }
    Arrays.fill(records, first * stride, count * stride, (byte) 0);
    int good = positions.decode(positionsIn, records, stride, first, count, traces);
    for (int i = 0; i < inputs.length; i++) {
      int reached = decode(i, records, first, good);
      if (i == HEIGHTS) {
        good = reached;
      }
    }
    isEnded = good < count;
    return good;
  }

  private int decode(int i, byte[] records, int first, int good) throws IOException {
    Layer layer = layers.get(i);
    if (!isThere[i]) {
      layer.repeat(records, stride, first, good);
      return good;
    }
    int reached =
        isBroken[i] ? first : layer.decode(inputs[i], records, stride, first, good, traces);
    if (reached < good) {
      isBroken[i] = true;
      lost.add(names.get(i));
    }
    return reached;
  }

  /// Reads the first point and the lengths of the layers.
  private boolean begin(byte[] records) throws IOException {
    isFirst = false;
    int headBytes = stride + Integer.BYTES + (1 + inputs.length) * Integer.BYTES;
    if (to - from < headBytes) {
      return false;
    }
    byte[] head = file.readFully(from, headBytes);
    System.arraycopy(head, 0, records, 0, stride);
    int at = stride + Integer.BYTES;
    long next = from + headBytes;
    long length = LittleEndian.uint32(head, at);
    positionsIn.start(next, Math.min(to, next + length));
    positions.start(records);
    next += length;
    for (int i = 0; i < inputs.length; i++) {
      at += Integer.BYTES;
      length = LittleEndian.uint32(head, at);
      isThere[i] = length > 0;
      isBroken[i] = false;
      if (length > 0) {
        inputs[i].start(Math.min(to, next), Math.min(to, next + length));
      }
      layers.get(i).start(records);
      next += length;
    }
    end = next;
    return true;
  }

  @Override
  public long end() {
    return isFirst ? from : end;
  }

  @Override
  public boolean checkEnd() {
    if (isFirst || !positionsIn.isAtEnd() || isThere[HEIGHTS] && !inputs[HEIGHTS].isAtEnd()) {
      return false;
    }
    for (int i = 0; i < inputs.length; i++) {
      if (isThere[i] && !inputs[i].isAtEnd()) {
        lost.add(names.get(i));
      }
    }
    return true;
  }
}
