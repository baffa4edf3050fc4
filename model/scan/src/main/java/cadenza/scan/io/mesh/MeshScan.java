package cadenza.scan.io.mesh;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.PointChoice;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.util.List;

/// Makes points of a mesh.
///
/// @param format short name
/// @param encoding how the file is written; empty if there is one way only
/// @param density how many points are put on the surface
/// @param warnings where to say what was done and what was left out
record MeshScan(
    String format, String encoding, Density density, ReadOptions options, List<String> warnings) {
  /// Points on the surface; the vertices if there is none.
  ///
  /// @param outside triangles with corners that do not exist
  ScanContents of(Mesh mesh, long outside, Progress progress) throws IOException {
    return of(mesh, new MeshBuilder(mesh.isLinear()).build(List.of()), outside, progress);
  }

  /// Points on the surface, and behind them the points that lie beside it.
  ///
  /// @param loose a mesh without triangles
  ScanContents of(Mesh mesh, Mesh loose, long outside, Progress progress) throws IOException {
    SurfaceSampler sampler = new SurfaceSampler(mesh);
    SurfaceSampler.tellLeftOut(outside, sampler.notNumbers(), sampler.withoutArea(), warnings);
    boolean hasSurface = sampler.area() > 0;
    PointCloud cloud;
    if (hasSurface) {
      // a region is cut out of the points that the whole surface has
      long most = options.region().isPresent() ? Long.MAX_VALUE : options.maxPoints();
      cloud = sampler.sample(density.points(sampler.area(), most), progress);
      warnings.add(sampler.told(cloud.pointCount()));
    } else {
      cloud = MeshVertices.of(mesh.vertexCount() > 0 ? mesh : loose);
      tellVertices(mesh, cloud.pointCount(), outside);
    }
    if (loose.vertexCount() > 0 && mesh.vertexCount() > 0) {
      cloud = MeshVertices.joined(cloud, MeshVertices.of(loose));
      warnings.add("with %,d points beside the surface.".formatted(loose.vertexCount()));
    }
    // fewer points would have been put on the surface, had fewer been asked for
    long whole = hasSurface ? density.points(sampler.area(), Long.MAX_VALUE) : mesh.vertexCount();
    return PointChoice.of(
            new ScanContents(cloud, name(hasSurface ? "mesh" : "points")).withWarnings(warnings),
            options)
        .withPointsInFile(whole + loose.vertexCount());
  }

  private String name(String made) {
    return format + " (" + (encoding + " " + made).strip() + ")";
  }

  private void tellVertices(Mesh mesh, int points, long outside) {
    if (points == 0) {
      warnings.add("the file holds no points.");
    } else if (mesh.triangleCount() + outside > 0) {
      warnings.add("the surface has no area; its vertices are the points.");
    }
  }
}
