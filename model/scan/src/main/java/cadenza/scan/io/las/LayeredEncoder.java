package cadenza.scan.io.las;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Encodes chunks of point formats 6 to 10: the mirror of [LayeredDecoder]. Layers in which nothing
/// changes are left out.
final class LayeredEncoder implements ChunkEncoder {
  private static final int HEIGHTS = 0;

  private final PositionLayer positions = new PositionLayer();
  private final List<Layer> layers = new ArrayList<>();
  private final ArithmeticEncoder out = new ArithmeticEncoder();
  private final int stride;
  private int[] traces = new int[0];

  LayeredEncoder(LazVlr vlr) {
    int at = 0;
    for (LazVlr.Item item : vlr.items()) {
      layers.addAll(Layers.of(item, at));
      at += item.size();
    }
    stride = at;
  }

  @Override
  public byte[] encode(byte[] records, int count) {
    if (traces.length < count) {
      traces = new int[count];
    }
    byte[] head = new byte[stride + Integer.BYTES + (1 + layers.size()) * Integer.BYTES];
    System.arraycopy(records, 0, head, 0, stride);
    LittleEndian.putInt32(head, stride, count);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    positions.start(records);
    out.start();
    positions.encode(out, records, stride, count, traces);
    int at = stride + Integer.BYTES;
    LittleEndian.putInt32(head, at, append(body));
    for (int i = 0; i < layers.size(); i++) {
      at += Integer.BYTES;
      Layer layer = layers.get(i);
      layer.start(records);
      // heights are always there: not all programs expect them to lack
      if (i == HEIGHTS || layer.isNeeded(records, stride, count)) {
        out.start();
        layer.encode(out, records, stride, count, traces);
        LittleEndian.putInt32(head, at, append(body));
      }
    }
    byte[] chunk = new byte[head.length + body.size()];
    System.arraycopy(head, 0, chunk, 0, head.length);
    System.arraycopy(body.toByteArray(), 0, chunk, head.length, body.size());
    return chunk;
  }

  private int append(ByteArrayOutputStream body) {
    out.finish();
    body.write(out.bytes(), 0, out.size());
    return out.size();
  }
}
