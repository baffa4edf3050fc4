package cadenza.scan.io.mesh;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The materials that an OBJ file names (Wavefront's MTL): of each its colour `Kd` and its picture
/// `map_Kd`.
final class MtlFile {
  private static final Set<String> WITH_ONE =
      Set.of(
          "-blendu", "-blendv", "-cc", "-clamp", "-texres", "-bm", "-boost", "-imfchan", "-type");
  private static final Set<String> WITH_TWO = Set.of("-mm");
  private static final Set<String> WITH_THREE = Set.of("-o", "-s", "-t");

  private static final int MAX_WORDS = 4096;

  private final BesideFiles files;
  private final TextureFiles textures;
  private final Map<String, Material> materials = new LinkedHashMap<>();
  private @Nullable String name;
  private float[] color = Material.UNKNOWN.clone();
  private boolean hasColor;
  private @Nullable Texture texture;

  private MtlFile(BesideFiles files, TextureFiles textures) {
    this.files = files;
    this.textures = textures;
  }

  /// The materials in a file, by name.
  static Map<String, Material> read(Path file, BesideFiles files, TextureFiles textures)
      throws IOException {
    MtlFile mtl = new MtlFile(files, textures);
    try (FileBytes bytes = FileBytes.open(file)) {
      TextLines lines = new TextLines(bytes);
      while (lines.nextLine()) {
        if (lines.nextWord()) {
          mtl.line(lines);
        }
      }
    }
    mtl.finish();
    return mtl.materials;
  }

  private void line(TextLines line) throws IOException {
    if (line.isWord("newmtl")) {
      finish();
      name = line.rest();
      color = Material.UNKNOWN.clone();
      hasColor = false;
      texture = null;
    } else if (line.isWord("kd")) {
      float[] rgb = color(line);
      if (rgb != null) {
        color = rgb;
        hasColor = true;
      }
    } else if (line.isWord("map_kd")) {
      texture = texture(line.rest());
    }
  }

  private void finish() {
    if (name != null) {
      materials.put(name, new Material(color, texture, hasColor || texture != null));
    }
  }

  private static float @Nullable [] color(TextLines line) {
    TextLines.Slice slice = line.slice();
    NumberParser numbers = new NumberParser(TextStyle.PLAIN);
    numbers.line(slice.bytes(), slice.from(), slice.to());
    float[] rgb = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      if (numbers.next()) {
        rgb[channel] = numbers.floatValue();
      } else if (channel > 0) {
        rgb[channel] = rgb[0]; // one number is a grey
      } else {
        return null;
      }
    }
    return numbers.isMalformed() ? null : rgb; // "Kd spectral file" is one of those
  }

  /// The picture behind `map_Kd` and its options; a name may hold blanks.
  private @Nullable Texture texture(String words) throws IOException {
    if (words.length() > MAX_WORDS) {
      return null;
    }
    String rest = words;
    boolean isClamped = false;
    while (rest.startsWith("-")) {
      String[] parts = rest.split("\\s+", -1);
      int taken = 1;
      int most = WITH_ONE.contains(parts[0]) ? 1 : WITH_TWO.contains(parts[0]) ? 2 : 0;
      if (WITH_THREE.contains(parts[0])) {
        most = 3;
      }
      while (taken <= most && taken < parts.length - 1 && (most < 3 || isNumber(parts[taken]))) {
        taken++;
      }
      isClamped |= parts[0].equals("-clamp") && taken > 1 && parts[1].equals("on");
      for (int i = 0; i < taken; i++) {
        rest = rest.substring(parts[i].length()).stripLeading();
      }
    }
    if (rest.isEmpty()) {
      return null;
    }
    String file = rest;
    Texture.Wrap wrap = isClamped ? Texture.Wrap.CLAMP : Texture.Wrap.REPEAT;
    return textures
        .get(file, () -> bytes(files.find(file)))
        .map(picture -> picture.with(wrap, wrap, Texture.AS_IT_IS))
        .orElse(null);
  }

  private static boolean isNumber(String word) {
    return word.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
  }

  private static Optional<byte[]> bytes(Optional<Path> file) throws IOException {
    if (file.isEmpty() || Files.size(file.get()) > TextureFiles.MAX_BYTES) {
      return Optional.empty();
    }
    try (FileBytes bytes = FileBytes.open(file.get())) {
      return Optional.of(bytes.read(0, TextureFiles.MAX_BYTES));
    }
  }
}
