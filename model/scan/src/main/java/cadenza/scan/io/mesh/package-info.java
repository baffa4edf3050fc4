/// Surfaces read as points: OBJ, STL and glTF, sampled evenly with their normals and colours.
@NullMarked
package cadenza.scan.io.mesh;

import org.jspecify.annotations.NullMarked;
