package cadenza.scan.io.mesh;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads OBJ: the surface sampled with points ([SurfaceSampler]), coloured by textures, vertex
/// colours or materials; a file without faces as the points it is.
public final class ObjReader implements ScanReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "v", "vt", "vn", "vp", "f", "fo", "l", "p", "o", "g", "s", "mg", "mtllib", "usemtl",
          "usemap", "maplib", "cstype", "deg", "curv", "surf", "parm", "trim", "end");

  private final Density density;

  public ObjReader() {
    this(Density.OF_ROOMS);
  }

  ObjReader(Density density) {
    this.density = density;
  }

  @Override
  public String format() {
    return "obj";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("obj");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    boolean isNamed = fileName.toLowerCase(Locale.ROOT).endsWith(".obj");
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\0') >= 0) {
      return Match.NO;
    }
    int end = head.length < 4096 ? text.length() : Math.max(0, text.lastIndexOf('\n'));
    List<String> words =
        text.substring(0, end)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> line.split("\\s", 2)[0])
            .toList();
    if (words.isEmpty()) {
      return isNamed && text.startsWith("#") ? Match.POSSIBLE : Match.NO;
    }
    long known = words.stream().filter(KEYWORDS::contains).count();
    if (isNamed) {
      return known >= 0.5 * words.size() ? Match.CERTAIN : Match.NO;
    }
    return known >= 0.9 * words.size() ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    List<String> warnings = new ArrayList<>();
    try (FileBytes bytes = FileBytes.open(file)) {
      ObjParser obj = new ObjParser(bytes);
      obj.read(progress.slice(0, 0.6));
      if (obj.damaged() > 0) {
        warnings.add(
            "lines that make no sense: %d, the first is \"%s\"."
                .formatted(obj.damaged(), obj.firstDamaged()));
      }
      Mesh mesh = obj.mesh().build(materials(file, obj, warnings));
      if (obj.brightest() > 1) {
        darken(mesh, obj.brightest() > 255 ? obj.brightest() : 255);
      }
      MeshScan scan = new MeshScan("obj", "", density, options, warnings);
      return scan.of(mesh, obj.mesh().outside(), progress.slice(0.6, 1));
    }
  }

  /// Brings colours to the range from 0 to 1.
  private static void darken(Mesh mesh, float range) {
    float[] colors = mesh.vertexColors();
    for (int i = 0; colors != null && i < colors.length; i++) {
      colors[i] /= range;
    }
  }

  private static List<Material> materials(Path file, ObjParser obj, List<String> warnings)
      throws IOException {
    BesideFiles files = new BesideFiles(file);
    TextureFiles textures = new TextureFiles(warnings);
    Map<String, Material> known = new HashMap<>();
    for (String library : obj.libraries()) {
      Optional<Path> mtl = files.find(library);
      if (mtl.isPresent()) {
        known.putAll(MtlFile.read(mtl.get(), files, textures));
        continue;
      }
      for (String part : library.split("\\s+", -1)) { // several files may be named
        Optional<Path> one = files.find(part);
        if (one.isPresent()) {
          known.putAll(MtlFile.read(one.get(), files, textures));
        } else {
          warnings.add("the materials %s are not in the folder; colours are lost.".formatted(part));
        }
      }
    }
    List<Material> materials = new ArrayList<>();
    for (String name : obj.materials()) {
      materials.add(known.getOrDefault(name, Material.unknown()));
    }
    return materials;
  }
}
