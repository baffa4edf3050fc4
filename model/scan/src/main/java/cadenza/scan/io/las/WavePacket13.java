package cadenza.scan.io.las;

import java.io.IOException;

/// The waveform part of point formats 4 and 5 (LAZ specification, WAVEPACKET13 version 1).
final class WavePacket13 implements CodedPointItem {
  private final WavePackets packets = new WavePackets();
  private final byte[] last = new byte[WavePackets.BYTES];

  @Override
  public void start(byte[] records, int at) {
    packets.reset();
    System.arraycopy(records, at, last, 0, last.length);
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    packets.decode(in, last, records, at);
  }

  @Override
  public void encode(ArithmeticEncoder out, byte[] records, int at) {
    packets.encode(out, last, records, at);
  }
}
