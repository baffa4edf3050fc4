package cadenza.scan.io.las;

/// Encodes chunks of point formats 0 to 5: the mirror of [PointwiseDecoder].
final class PointwiseEncoder implements ChunkEncoder {
  private final ArithmeticEncoder out = new ArithmeticEncoder();
  private final CodedPointItem[] items;
  private final int[] offsets;
  private final int stride;

  PointwiseEncoder(LazVlr vlr) {
    items = vlr.items().stream().map(PointwiseEncoder::item).toArray(CodedPointItem[]::new);
    offsets = new int[items.length];
    for (int i = 1; i < items.length; i++) {
      offsets[i] = offsets[i - 1] + vlr.items().get(i - 1).size();
    }
    stride = vlr.recordLength();
  }

  private static CodedPointItem item(LazVlr.Item item) {
    return switch (item.type()) {
      case POINT10 -> new Point10();
      case GPSTIME11 -> new GpsTime11();
      case RGB12 -> new Rgb12();
      case WAVEPACKET13 -> new WavePacket13();
      case BYTE -> new ExtraBytes10(item.size());
      default -> throw new IllegalArgumentException(item.type() + " is not pointwise");
    };
  }

  @Override
  public byte[] encode(byte[] records, int count) {
    out.start();
    for (int i = 0; i < items.length; i++) {
      items[i].start(records, offsets[i]);
    }
    for (int row = 1; row < count; row++) {
      for (int i = 0; i < items.length; i++) {
        items[i].encode(out, records, row * stride + offsets[i]);
      }
    }
    out.finish();
    byte[] chunk = new byte[stride + out.size()];
    System.arraycopy(records, 0, chunk, 0, stride);
    System.arraycopy(out.bytes(), 0, chunk, stride, out.size());
    return chunk;
  }
}
