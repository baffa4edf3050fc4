package cadenza.scan.io;

/// What a PCD file says besides its points.
///
/// @param viewpoint the sensor's pose, as the file words it
/// @param width points a row, of an organised cloud
/// @param height rows; 1 if the cloud is not organised
record PcdDetails(String viewpoint, long width, long height) implements FormatDetails {}
