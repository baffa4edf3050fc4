package cadenza.scan.io.las;

import java.io.IOException;

/// The GPS time of point formats 1 and 3 to 5 (LAZ specification, GPSTIME11 version 2).
final class GpsTime11 implements CodedPointItem {
  private final GpsTimes times = new GpsTimes(true);

  @Override
  public void start(byte[] records, int at) {
    times.start(LittleEndian.int64(records, at));
  }

  @Override
  public void decode(ArithmeticDecoder in, byte[] records, int at) throws IOException {
    LittleEndian.putInt64(records, at, times.decode(in));
  }

  @Override
  public void encode(ArithmeticEncoder out, byte[] records, int at) {
    times.encode(out, LittleEndian.int64(records, at));
  }
}
