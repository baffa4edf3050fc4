package cadenza.scan.io.las;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The layers of each part of point formats 6 to 10, in the order of the file. The first layer of
/// the point ([PositionLayer]) is apart.
final class Layers {
  private Layers() {}

  /// @param at where the part lies in the record
  static List<Layer> of(LazVlr.Item item, int at) {
    boolean isAsMeant = item.version() == 4;
    List<Layer> layers = new ArrayList<>();
    switch (item.type()) {
      case POINT14 -> {
        layers.add(new HeightLayer());
        layers.add(new SymbolLayer(SymbolLayer.Kind.CLASSIFICATION));
        layers.add(new SymbolLayer(SymbolLayer.Kind.FLAGS));
        layers.add(new IntensityLayer());
        layers.add(new ShortLayer(true));
        layers.add(new SymbolLayer(SymbolLayer.Kind.USER_DATA));
        layers.add(new ShortLayer(false));
        layers.add(new TimeLayer());
      }
      case RGB14 -> layers.add(new RgbLayer(at, isAsMeant));
      case RGBNIR14 -> {
        layers.add(new RgbLayer(at, isAsMeant));
        layers.add(new NearInfraredLayer(at + 6, isAsMeant));
      }
      case WAVEPACKET14 -> layers.add(new WavePacketLayer(at, isAsMeant));
      case BYTE14 -> {
        for (int i = 0; i < item.size(); i++) {
          layers.add(new ExtraByteLayer(at + i, isAsMeant));
        }
      }
      default -> throw new IllegalArgumentException(item.type() + " has no layers");
    }
    return layers;
  }

  /// What a person calls the fields of each layer.
  static List<String> names(LazVlr.Item item) {
    return switch (item.type()) {
      case POINT14 ->
          List.of(
              "z",
              "classification",
              "flags",
              "intensity",
              "scan_angle",
              "user_data",
              "point_source_id",
              "gps_time");
      case RGB14 -> List.of("colours");
      case RGBNIR14 -> List.of("colours", "nir");
      case WAVEPACKET14 -> List.of("waveforms");
      case BYTE14 -> Collections.nCopies(item.size(), "extra bytes");
      default -> throw new IllegalArgumentException(item.type() + " has no layers");
    };
  }
}
