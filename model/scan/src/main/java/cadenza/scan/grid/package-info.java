/// Voxels, space-filling curves, normals and axes.
@NullMarked
package cadenza.scan.grid;

import org.jspecify.annotations.NullMarked;
