package cadenza.scan.io.las;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The waveform part of point formats 9 and 10 (LAZ specification, WAVEPACKET14).
final class WavePacketLayer extends BytesLayer<WavePackets> {
  private final byte[] scratch = new byte[WavePackets.BYTES];

  WavePacketLayer(int at, boolean isAsMeant) {
    super(at, WavePackets.BYTES, isAsMeant, new WavePackets[4]);
  }

  @Override
  WavePackets reset(@Nullable WavePackets used) {
    WavePackets packets = used == null ? new WavePackets() : used;
    packets.reset();
    return packets;
  }

  @Override
  void decode(ArithmeticDecoder in, WavePackets packets, byte[] last) throws IOException {
    packets.decode(in, last, scratch, 0);
  }

  @Override
  void encode(ArithmeticEncoder out, WavePackets packets, byte[] last, byte[] records, int from) {
    packets.encode(out, last, records, from);
  }
}
