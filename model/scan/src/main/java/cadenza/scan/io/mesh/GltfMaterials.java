package cadenza.scan.io.mesh;

import cadenza.scan.io.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The materials of a glTF file: base colour and its texture (specification, 3.9).
final class GltfMaterials {
  private static final int CLAMP = 33071;
  private static final int MIRROR = 33648;

  private final GltfFile file;
  private final TextureFiles textures;

  GltfMaterials(GltfFile file, TextureFiles textures) {
    this.file = file;
    this.textures = textures;
  }

  /// A material and which of the texture coordinates its texture uses.
  record Printed(Material material, int textureCoordinates) {}

  /// All materials, in the order of the file.
  List<Printed> read() throws IOException {
    List<Printed> materials = new ArrayList<>();
    Json all = file.json().get("materials");
    for (int i = 0; i < all.size(); i++) {
      materials.add(read(all.at(i)));
    }
    return materials;
  }

  private Printed read(Json material) throws IOException {
    Json base = material.get("pbrMetallicRoughness");
    Json info = base.get("baseColorTexture");
    double[] factor = base.get("baseColorFactor").numbers();
    Json older = material.get("extensions").get("KHR_materials_pbrSpecularGlossiness");
    if (base.isMissing() && !older.isMissing()) {
      info = older.get("diffuseTexture");
      factor = older.get("diffuseFactor").numbers();
    }
    float[] color = {1, 1, 1};
    for (int channel = 0; channel < 3 && factor.length >= 3; channel++) {
      color[channel] = (float) Math.clamp(factor[channel], 0, 1);
    }
    Json transform = info.get("extensions").get("KHR_texture_transform");
    int set = transform.get("texCoord").whole(info.get("texCoord").whole(0));
    Texture texture = info.isMissing() ? null : texture(info, transform);
    boolean hasColor = texture != null || factor.length >= 3;
    return new Printed(new Material(color, texture, hasColor), set);
  }

  private @Nullable Texture texture(Json info, Json transform) throws IOException {
    Json texture = file.json().get("textures").at(info.get("index").whole(-1));
    int number = source(texture);
    Json image = file.json().get("images").at(number);
    if (image.isMissing()) {
      return null;
    }
    String name = image.get("uri").text("");
    String shown = name.isEmpty() || name.startsWith("data:") ? "image " + number : name;
    Json sampler = file.json().get("samplers").at(texture.get("sampler").whole(-1));
    return textures
        .get(GltfFile.shown(shown), () -> file.image(image))
        .map(picture ->
            picture.with(wrap(sampler.get("wrapS")), wrap(sampler.get("wrapT")), matrix(transform)))
        .orElse(null);
  }

  /// The picture of a texture; one of a kind that an extension brings if there is no other.
  private static int source(Json texture) {
    int number = texture.get("source").whole(-1);
    for (String extension : texture.get("extensions").names()) {
      int other = texture.get("extensions").get(extension).get("source").whole(-1);
      number = number < 0 ? other : number;
    }
    return number;
  }

  private static Texture.Wrap wrap(Json code) {
    return switch (code.whole(0)) {
      case CLAMP -> Texture.Wrap.CLAMP;
      case MIRROR -> Texture.Wrap.MIRROR;
      default -> Texture.Wrap.REPEAT;
    };
  }

  /// Scaled, then turned counterclockwise, then moved; v runs downwards.
  private static double[] matrix(Json transform) {
    double[] scale = transform.get("scale").numbers();
    double[] offset = transform.get("offset").numbers();
    double angle = transform.get("rotation").number(0);
    double scaleU = scale.length == 2 ? scale[0] : 1;
    double scaleV = scale.length == 2 ? scale[1] : 1;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new double[] {
      cos * scaleU, sin * scaleV, offset.length == 2 ? offset[0] : 0,
      -sin * scaleU, cos * scaleV, offset.length == 2 ? offset[1] : 0
    };
  }
}
