package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;

/// A scan cut into voxels, one raw point picked from each, as the reference transform does it (SPEC
/// i: CenterShift, then GridSample; sonata/transform.py:182, 812).
///
/// # How it works
///
/// The scan is moved so that the middle of its x and y range and the bottom of its z range are
/// zero, then each coordinate is divided by the grid size and floored, all in single precision
/// because a double would put points on cell boundaries elsewhere than the reference does. The
/// subtraction acts on the cloud's float offsets, never on world coordinates: the cloud's origin
/// drops out, so a scan in UTM coordinates gives the voxels it would give near zero.
///
/// A voxel's key is FNV-1 over (x, y, z): multiply, then xor the whole coordinate. Voxels are rows
/// in ascending *unsigned* key order. Keys of different voxels never collide below 2^16 voxels an
/// axis: the multiplier is 2^40 + 435, and no three differences below 2^16 cancel in both its
/// parts.
///
/// Where the reference picks a random point of each voxel, the pick here is a hash of (seed, key)
/// modulo the points in the voxel, counted in file order: the same cloud, grid and seed give the
/// same picks on every machine, and what happens in one voxel does not depend on the others. Points
/// that are not finite are in no voxel.
///
/// @param gridSizeMeters edge of a voxel
/// @param gridCoord voxel coordinates from 0, `(voxels, 3)`
/// @param coord shifted position of the picked point in metres, `(voxels, 3)`
/// @param picked row of the picked point in the cloud, `(voxels)`
/// @param inverse voxel of each point of the cloud, `(points)`; -1 where the point is not finite
public record GridSample(
    float gridSizeMeters, int[] gridCoord, float[] coord, int[] picked, int[] inverse) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public GridSample {
    int voxels = picked.length;
    if (gridCoord.length != 3 * voxels || coord.length != 3 * voxels) {
      throw new IllegalArgumentException("arrays of a grid sample do not belong together");
    }
  }

  public int voxelCount() {
    return picked.length;
  }

  /// Cuts the cloud into voxels and picks one point of each by `seed`.
  ///
  /// @throws GridRangeException if an axis would have more than 65535 voxels
  public static GridSample of(
      PointCloud cloud, float gridSizeMeters, long seed, Progress progress) {
    Voxels voxels = new Voxels(cloud, gridSizeMeters, progress);
    int[] picked = new int[voxels.count()];
    for (int voxel = 0; voxel < picked.length; voxel++) {
      int members = voxels.members(voxel);
      long hash = mix(voxels.key(voxel) + seed * 0x9e3779b97f4a7c15L);
      int rank = (int) Long.remainderUnsigned(hash, members);
      picked[voxel] = voxels.row(voxel, rank);
    }
    return voxels.sample(picked);
  }

  /// Cuts the cloud into voxels with the picks of another program, given as one row of the cloud
  /// for each voxel in key order, `(voxels)`.
  ///
  /// @throws IllegalArgumentException if a pick is not in its voxel
  /// @throws GridRangeException if an axis would have more than 65535 voxels
  public static GridSample of(
      PointCloud cloud, float gridSizeMeters, int[] picked, Progress progress) {
    GridSample sample = new Voxels(cloud, gridSizeMeters, progress).sample(picked.clone());
    for (int voxel = 0; voxel < picked.length; voxel++) {
      if (sample.inverse[picked[voxel]] != voxel) {
        throw new IllegalArgumentException(
            "point " + picked[voxel] + " does not lie in voxel " + voxel + ", which it stands for");
      }
    }
    return sample;
  }

  /// Key by which the reference sorts voxels; compare unsigned.
  static long key(int x, int y, int z) {
    long hash = FNV_OFFSET;
    hash = hash * FNV_PRIME ^ x;
    hash = hash * FNV_PRIME ^ y;
    return hash * FNV_PRIME ^ z;
  }

  // The finaliser of splitmix64: every bit of the input moves every bit of the output.
  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
