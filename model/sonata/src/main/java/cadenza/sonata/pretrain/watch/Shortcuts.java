package cadenza.sonata.pretrain.watch;

/// How much of a scan's plain geometry can be read off its features by a linear function, as R² on
/// places that it was not fitted to: near 1 if the features hold it, near 0 (or below) if not.
///
/// Features that hold nothing else are the failure the paper warns of (arXiv 2503.16429, section 3:
/// the geometric shortcut). Some of it is good, all of it is not: compare with the value at step 0.
///
/// @param height R² of a voxel's height; NaN in a scan without heights to tell apart
/// @param normal R² of the three coordinates of a voxel's normal together; NaN without normals
public record Shortcuts(double height, double normal) {}
