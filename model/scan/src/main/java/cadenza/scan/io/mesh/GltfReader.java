package cadenza.scan.io.mesh;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Json;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads glTF 2.0, text with its buffers and binary: the surface sampled with points
/// ([SurfaceSampler]), coloured by textures, materials and vertices; points as points. What is up
/// in the file, y, is z in the scan.
public final class GltfReader implements ScanReader {
  private static final Set<String> COMPRESSED =
      Set.of("KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression");
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "KHR_mesh_quantization",
          "KHR_texture_transform",
          "KHR_materials_unlit",
          "KHR_materials_pbrSpecularGlossiness");

  private final Density density;

  public GltfReader() {
    this(Density.OF_ROOMS);
  }

  GltfReader(Density density) {
    this.density = density;
  }

  @Override
  public String format() {
    return "gltf";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("gltf", "glb");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    if (GltfFile.isBinary(head)) {
      return Match.CERTAIN;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    boolean isObject = text.replace("\ufeff", "").stripLeading().startsWith("{");
    if (isObject && fileName.toLowerCase(Locale.ROOT).endsWith(".gltf")) {
      return Match.CERTAIN;
    }
    return isObject && text.contains("\"asset\"") && text.contains("\"version\"")
        ? Match.POSSIBLE
        : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    List<String> warnings = new ArrayList<>();
    try (FileBytes bytes = FileBytes.open(file);
        GltfFile gltf = GltfFile.open(bytes, warnings)) {
      check(gltf, warnings);
      List<GltfMaterials.Printed> printed =
          new GltfMaterials(gltf, new TextureFiles(warnings)).read();
      GltfPrimitives parts =
          new GltfPrimitives(gltf, printed, Runtime.getRuntime().maxMemory() / 2);
      new GltfScene(gltf, parts, progress.slice(0, 0.6)).read();
      tell(parts, gltf, warnings);
      List<Material> materials = printed.stream().map(GltfMaterials.Printed::material).toList();
      String encoding = GltfFile.isBinary(bytes.read(0, 12)) ? "binary" : "";
      return new MeshScan("gltf", encoding, density, options, warnings)
          .of(
              parts.surface().build(materials),
              parts.points().build(List.of()),
              parts.surface().outside(),
              progress.slice(0.6, 1));
    }
  }

  private static void check(GltfFile gltf, List<String> warnings) throws ScanException {
    Json json = gltf.json();
    String version = json.get("asset").get("version").text("");
    if (!version.startsWith("2")) {
      throw new ScanException(
          gltf.path(),
          version.isEmpty() ? "it is no glTF 2.0" : "it is glTF of version " + version,
          "Export it as glTF 2.0.");
    }
    Json required = json.get("extensionsRequired");
    for (int i = 0; i < required.size(); i++) {
      String extension = required.at(i).text("");
      if (COMPRESSED.contains(extension)) {
        throw new ScanException(
            gltf.path(),
            "its meshes are compressed by " + extension + ", which is not read",
            "Export it without compression.");
      }
      if (!UNDERSTOOD.contains(extension)) {
        warnings.add(
            "it needs %s, which is not known here; what is shown may not be all."
                .formatted(GltfFile.shown(extension)));
      }
    }
  }

  private static void tell(GltfPrimitives parts, GltfFile gltf, List<String> warnings) {
    warnings.add("turned so that z is up; in glTF files y is.");
    if (parts.passedOver() > 0) {
      warnings.add("parts made of lines were passed over: %d.".formatted(parts.passedOver()));
    }
    if (parts.unreadable() > 0) {
      warnings.add(
          "parts whose numbers are not there or make no sense: %d.".formatted(parts.unreadable()));
    }
    if (gltf.json().get("skins").size() > 0) {
      warnings.add("figures with a skeleton are shown as they were drawn, not as they are posed.");
    }
  }
}
