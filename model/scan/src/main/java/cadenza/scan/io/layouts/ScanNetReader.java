package cadenza.scan.io.layouts;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.PlyReader;
import cadenza.scan.io.PointChoice;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a scene of ScanNet: the mesh `…_vh_clean_2.ply`, whose vertices are the points, with the
/// labels that lie beside it. Opened by the name of the mesh or of the scene's folder.
///
/// `…_vh_clean_2.labels.ply` has a class of NYU40 for each vertex; `….segs.json` and
/// `….aggregation.json` say which vertices are one object, and what it is called.
public final class ScanNetReader implements ScanReader {
  private static final String MESH = "_vh_clean_2.ply";

  @Override
  public String format() {
    return "scannet";
  }

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    return Match.NO;
  }

  @Override
  public Match sniff(byte[] head, Path file) {
    return isMesh(file)
            && new PlyReader().sniff(head, file) == Match.CERTAIN
            && SceneFiles.of(file).hasLabels()
        ? Match.CERTAIN
        : Match.NO;
  }

  private static boolean isMesh(Path file) {
    return String.valueOf(file.getFileName()).endsWith(MESH);
  }

  @Override
  public boolean readsFolder(Path folder) {
    return Files.isRegularFile(mesh(folder));
  }

  private static Path mesh(Path folder) {
    return folder.resolve(folder.toAbsolutePath().normalize().getFileName() + MESH);
  }

  @Override
  public ScanContents read(Path scene, ReadOptions options, Progress progress) throws IOException {
    Path mesh = Files.isDirectory(scene) ? mesh(scene) : scene;
    SceneFiles files = SceneFiles.of(mesh);
    ScanContents points =
        new PlyReader().read(mesh, ReadOptions.everything(), progress.slice(0, 0.5));
    List<String> found = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ScanContents contents = withLabels(points, files, found, warnings, progress.slice(0.5, 0.8));
    contents = withInstances(contents, files, found, warnings);
    if (!found.isEmpty()) {
      warnings.addFirst("read from the files beside it: " + String.join("; ", found) + ".");
    }
    return PointChoice.of(contents.withWarnings(warnings), options);
  }

  private static ScanContents withLabels(
      ScanContents points,
      SceneFiles files,
      List<String> found,
      List<String> warnings,
      Progress progress)
      throws IOException {
    if (files.labels().isEmpty()) {
      return points;
    }
    Path file = files.labels().get();
    try {
      Optional<Attribute> labels =
          new PlyReader()
              .read(file, ReadOptions.everything(), progress)
              .cloud()
              .attribute(Attribute.LABEL);
      if (labels.isPresent() && labels.get().size() == points.cloud().pointCount()) {
        found.add("label, a class of NYU40 (" + file.getFileName() + ")");
        PointCloud cloud = points.cloud().toBuilder().attribute(labels.get()).build();
        return points.withCloud(cloud).withLabelNames(ClassNames.nyu40());
      }
      warnings.add(
          "%s has %s for the %d points; it is left out."
              .formatted(
                  file.getFileName(),
                  labels.map(all -> all.size() + " labels").orElse("no labels"),
                  points.cloud().pointCount()));
    } catch (ScanException e) {
      warnings.add("the labels are left out: " + e.getMessage());
    }
    return points;
  }

  private static ScanContents withInstances(
      ScanContents points, SceneFiles files, List<String> found, List<String> warnings)
      throws IOException {
    if (files.segments().isEmpty() || files.aggregation().isEmpty()) {
      return points;
    }
    SceneObjects objects;
    try {
      objects =
          SceneObjects.read(
              files.segments().get(), files.aggregation().get(), points.cloud().pointCount());
    } catch (ScanException e) {
      warnings.add("the objects are left out: " + e.getMessage());
      return points;
    }
    PointCloud.Builder cloud = points.cloud().toBuilder();
    cloud.attribute(Attribute.ofInts(Attribute.INSTANCE, objects.instances()));
    found.add(
        "instance, one of %d objects (%s)"
            .formatted(objects.count(), files.aggregation().get().getFileName()));
    if (points.cloud().attribute(Attribute.LABEL).isPresent()) {
      return points.withCloud(cloud.build());
    }
    cloud.attribute(Attribute.ofInts(Attribute.LABEL, objects.labels()));
    found.add("label, this scene's names of objects in alphabetical order, from 1 on");
    return points.withCloud(cloud.build()).withLabelNames(objects.names());
  }
}
