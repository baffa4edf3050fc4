package cadenza.scan.grid;

/// Two by two by two voxels become one (SPEC iii, GridPooling; sonata/model.py:390).
///
/// @param gridCoord coordinates of the pooled voxels, half those of their children, sorted by (x,
///   y, z), `(pooled, 3)`
/// @param coord mean position of the children in metres, `(pooled, 3)`
/// @param parents pooled voxel of each child, `(children)`
record Pooling(int[] gridCoord, float[] coord, int[] parents) {

  static Pooling of(int[] childGridCoord, float[] childCoord, int childDepth) {
    int children = childGridCoord.length / 3;
    long[] keys = new long[children];
    for (int i = 0; i < children; i++) {
      long x = childGridCoord[3 * i] >> 1;
      long y = childGridCoord[3 * i + 1] >> 1;
      long z = childGridCoord[3 * i + 2] >> 1;
      keys[i] = (x << childDepth | y) << childDepth | z;
    }
    int[] order = RadixSort.order(keys, 3 * childDepth);
    int[] parents = new int[children];
    int pooled = 0;
    for (int i = 0; i < children; i++) {
      if (i > 0 && keys[order[i]] != keys[order[i - 1]]) {
        pooled++;
      }
      parents[order[i]] = pooled;
    }
    pooled = children == 0 ? 0 : pooled + 1;

    int[] gridCoord = new int[3 * pooled];
    float[] coord = new float[3 * pooled];
    int[] members = new int[pooled];
    // Summed in single precision and in row order, as the reference's segment mean.
    for (int i = 0; i < children; i++) {
      int parent = parents[i];
      members[parent]++;
      for (int axis = 0; axis < 3; axis++) {
        gridCoord[3 * parent + axis] = childGridCoord[3 * i + axis] >> 1;
        coord[3 * parent + axis] += childCoord[3 * i + axis];
      }
    }
    for (int i = 0; i < coord.length; i++) {
      coord[i] /= members[i / 3];
    }
    return new Pooling(gridCoord, coord, parents);
  }
}
