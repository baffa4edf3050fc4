package cadenza.scan.io.mesh;

import org.jspecify.annotations.Nullable;

/// What a surface looks like.
///
/// @param color red, green, blue from 0 to 1
/// @param texture what is printed on it, or null
/// @param hasColor whether the file says anything of its colour
record Material(float[] color, @Nullable Texture texture, boolean hasColor) {
  /// Where nothing is said: a light grey.
  static final float[] UNKNOWN = {0.8f, 0.8f, 0.8f};

  static Material unknown() {
    return new Material(UNKNOWN.clone(), null, false);
  }
}
