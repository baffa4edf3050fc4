package cadenza.scan.io.layouts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Files of a ScanNet scene that lie beside its mesh.
///
/// @param labels a class for each vertex
/// @param segments a segment for each vertex
/// @param aggregation which segments are one object
record SceneFiles(Optional<Path> labels, Optional<Path> segments, Optional<Path> aggregation) {
  /// @param mesh `SCENE_vh_clean_2.ply`
  static SceneFiles of(Path mesh) {
    String name = String.valueOf(mesh.getFileName());
    String stem = name.substring(0, name.length() - ".ply".length());
    String scene = stem.substring(0, stem.indexOf("_vh_clean"));
    Path folder = mesh.toAbsolutePath().getParent();
    if (folder == null) {
      return new SceneFiles(Optional.empty(), Optional.empty(), Optional.empty());
    }
    List<String> names = names(folder, scene);
    return new SceneFiles(
        names.stream().filter((stem + ".labels.ply")::equals).findFirst().map(folder::resolve),
        // the threshold of the segmentation is in the name: SCENE_vh_clean_2.0.010000.segs.json
        names.stream()
            .filter(each -> each.startsWith(stem + ".") && each.endsWith(".segs.json"))
            .findFirst()
            .map(folder::resolve),
        names.stream()
            .filter((scene + ".aggregation.json")::equals)
            .findFirst()
            .map(folder::resolve));
  }

  private static List<String> names(Path folder, String scene) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(scene))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a folder that cannot be listed has no labels
    }
  }

  boolean hasLabels() {
    return labels.isPresent() || segments.isPresent() && aggregation.isPresent();
  }
}
