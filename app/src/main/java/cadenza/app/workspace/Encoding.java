package cadenza.app.workspace;

/// What the encoder made of a scan.
///
/// @param pcaArgb colour of every original point, opaque ARGB, `(points)`
/// @param weightsName the weights that made it
/// @param trained false if those weights are random
/// @param gridSizeMeters edge of a voxel
public record Encoding(int[] pcaArgb, String weightsName, boolean trained, float gridSizeMeters) {}
