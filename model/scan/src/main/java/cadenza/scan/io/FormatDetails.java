package cadenza.scan.io;

/// What a file holds that has no place in a point cloud, such as the scale and the variable length
/// records of LAS. The writer of the same format puts it back, so that a round trip loses nothing.
public interface FormatDetails {}
