package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.Set;

/// Decodes chunks of point formats 0 to 5: the first point as it is, the others from one stream.
final class PointwiseDecoder implements ChunkDecoder {
  private final FileBytes file;
  private final ArithmeticDecoder in;
  private final PointItem[] items;
  private final int[] offsets;
  private final int stride;
  private long from;
  private long to;
  private boolean isFirst;

  PointwiseDecoder(LazVlr vlr, FileBytes file) {
    this.file = file;
    this.in = new ArithmeticDecoder(file);
    this.items = vlr.items().stream().map(PointwiseDecoder::item).toArray(PointItem[]::new);
    this.offsets = new int[items.length];
    for (int i = 1; i < items.length; i++) {
      offsets[i] = offsets[i - 1] + vlr.items().get(i - 1).size();
    }
    this.stride = vlr.recordLength();
  }

  private static PointItem item(LazVlr.Item item) {
    boolean isOld = item.version() == 1;
    return switch (item.type()) {
      case POINT10 -> isOld ? new OldPoint10() : new Point10();
      case GPSTIME11 -> isOld ? new OldGpsTime11() : new GpsTime11();
      case RGB12 -> isOld ? new OldRgb12() : new Rgb12();
      case WAVEPACKET13 -> new WavePacket13();
      case BYTE -> isOld ? new OldExtraBytes10(item.size()) : new ExtraBytes10(item.size());
      default -> throw new IllegalArgumentException(item.type() + " is not pointwise");
    };
  }

  @Override
  public void start(long start, long end) {
    from = start;
    to = end;
    isFirst = true;
  }

  @Override
  public int decode(byte[] records, int count) throws IOException {
    int row = 0;
    if (isFirst && count > 0) {
      if (to - from < stride || file.read(from, records, 0, stride) < stride) {
        return 0;
      }
      for (int i = 0; i < items.length; i++) {
        items[i].start(records, offsets[i]);
      }
      in.start(from + stride, to);
      isFirst = false;
      row = 1;
    }
    for (; row < count; row++) {
      for (int i = 0; i < items.length; i++) {
        items[i].decode(in, records, row * stride + offsets[i]);
      }
      if (in.hasFailed()) {
        return row;
      }
    }
    return count;
  }

  @Override
  public long end() {
    return isFirst ? from : in.position();
  }

  @Override
  public Set<String> lost() {
    return Set.of(); // fields are lost with their points only
  }

  @Override
  public boolean checkEnd() {
    return !isFirst && !in.hasFailed() && in.position() == to;
  }
}
