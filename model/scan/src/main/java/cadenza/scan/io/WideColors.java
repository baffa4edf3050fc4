package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import java.util.List;
import java.util.Optional;

/// Colours of more than 8 bits a channel: kept beside those that are shown, as attributes, so that
/// they are written as they were read.
///
/// @param channels red, green and blue
public record WideColors(List<Attribute> channels) {
  /// Names of the attributes.
  public static final List<String> NAMES = List.of("red", "green", "blue");

  public WideColors {
    channels = List.copyOf(channels);
  }

  /// The wide colours of a cloud, if it has them beside those of 8 bits.
  public static Optional<WideColors> of(PointCloud cloud) {
    if (cloud.colors() == null) {
      return Optional.empty();
    }
    List<Attribute> channels =
        NAMES.stream().map(cloud::attribute).flatMap(Optional::stream).toList();
    boolean isColor =
        channels.size() == 3
            && channels.get(0).type() != ScalarType.UINT8
            && channels.stream().allMatch(each -> each.type() == channels.get(0).type());
    return isColor ? Optional.of(new WideColors(channels)) : Optional.empty();
  }

  /// The cloud in other colours, without the wide ones, which would be those of before.
  ///
  /// @param rgb unsigned bytes, `(points, 3)`
  public static PointCloud recolored(PointCloud cloud, byte[] rgb) {
    PointCloud.Builder builder = cloud.toBuilder().colors(rgb);
    of(cloud).ifPresent(wide -> NAMES.forEach(builder::without));
    return builder.build();
  }

  /// True for the name of one of the attributes.
  public static boolean isName(String attribute) {
    return NAMES.contains(attribute);
  }
}
