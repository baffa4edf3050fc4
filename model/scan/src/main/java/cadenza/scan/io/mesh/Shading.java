package cadenza.scan.io.mesh;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The colour of a place on a mesh.
///
/// # How it works
///
/// In OBJ a texture is taken as it is, where there is none the colours of the vertices, and the
/// material's colour as a last resort. In glTF all three are multiplied, as amounts of light.
final class Shading {
  private final Mesh mesh;
  private final float[] base = new float[3];
  private final float[] texel = new float[3];
  private final double[] place = new double[2];

  Shading(Mesh mesh) {
    this.mesh = mesh;
  }

  /// @param weights of the triangle's three corners, together 1
  /// @param out where to put red, green and blue, at `at` and behind
  void shade(int triangle, double[] weights, byte[] out, int at) {
    int number = mesh.triangleMaterials()[triangle];
    Material material =
        number >= 0 && number < mesh.materials().size() ? mesh.materials().get(number) : null;
    Texture texture = material == null ? null : material.texture();
    boolean isPrinted = texture != null && sample(texture, triangle, weights);
    if (mesh.isLinear()) {
      multiply(material, isPrinted, triangle, weights);
    } else if (isPrinted) {
      System.arraycopy(texel, 0, base, 0, 3);
    } else if (!vertexColor(triangle, weights)) {
      System.arraycopy(material == null ? Material.UNKNOWN : material.color(), 0, base, 0, 3);
    }
    for (int channel = 0; channel < 3; channel++) {
      out[at + channel] = ColorScale.toByte(base[channel]);
    }
  }

  private void multiply(
      @Nullable Material material, boolean isPrinted, int triangle, double[] weights) {
    boolean hasVertexColor = vertexColor(triangle, weights);
    if (!hasVertexColor) {
      Arrays.fill(base, 1);
    }
    boolean isTinted = hasVertexColor;
    for (int channel = 0; channel < 3; channel++) {
      float color = material == null ? 1 : material.color()[channel];
      base[channel] *= color;
      isTinted |= color != 1;
    }
    for (int channel = 0; channel < 3; channel++) {
      if (isPrinted && !isTinted) {
        base[channel] = texel[channel];
      } else {
        float light = isPrinted ? ColorScale.toLinear(texel[channel]) : 1;
        base[channel] = ColorScale.toShown(base[channel] * light);
      }
    }
  }

  /// Puts the texture's colour into `texel`; false if the triangle has no place on it.
  private boolean sample(Texture texture, int triangle, double[] weights) {
    int[] corners = mesh.textureCorners();
    if (corners == null) {
      return false;
    }
    Arrays.fill(place, 0);
    for (int i = 0; i < 3; i++) {
      int corner = corners[3 * triangle + i];
      if (corner < 0) {
        return false;
      }
      place[0] += weights[i] * mesh.textureCoordinates()[2 * corner];
      place[1] += weights[i] * mesh.textureCoordinates()[2 * corner + 1];
    }
    if (!Double.isFinite(place[0]) || !Double.isFinite(place[1])) {
      return false;
    }
    texture.sample(place[0], place[1], texel);
    return true;
  }

  /// Puts the vertices' colour into `base`; false if they have none.
  private boolean vertexColor(int triangle, double[] weights) {
    float[] colors = mesh.vertexColors();
    if (colors == null) {
      return false;
    }
    Arrays.fill(base, 0);
    for (int i = 0; i < 3; i++) {
      int vertex = mesh.corners()[3 * triangle + i];
      for (int channel = 0; channel < 3; channel++) {
        base[channel] += (float) weights[i] * colors[3 * vertex + channel];
      }
    }
    return true;
  }
}
