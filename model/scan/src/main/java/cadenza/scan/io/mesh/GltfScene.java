package cadenza.scan.io.mesh;

import cadenza.scan.Progress;
import cadenza.scan.io.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Walks the nodes of a glTF scene (specification, 3.5) and puts every mesh where it belongs, as
/// often as it is used.
final class GltfScene {
  private static final int MAX_NODES = 1_000_000;

  private final GltfFile file;
  private final GltfPrimitives primitives;
  private final Progress progress;

  GltfScene(GltfFile file, GltfPrimitives primitives, Progress progress) {
    this.file = file;
    this.primitives = primitives;
    this.progress = progress;
  }

  private record Visit(int node, Placement parent) {}

  /// Collects the scene that is shown first; all nodes if there are no scenes.
  void read() throws IOException {
    Json nodes = file.json().get("nodes");
    Deque<Visit> left = new ArrayDeque<>();
    for (int root : roots(nodes)) {
      left.addLast(new Visit(root, Placement.upright()));
    }
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty() && seen.size() < MAX_NODES) {
      Visit visit = left.removeFirst();
      Json node = nodes.at(visit.node());
      if (node.isMissing() || !seen.add(visit.node())) {
        continue; // a node has one parent; circles are cut
      }
      progress.checkCancelled();
      progress.report((double) seen.size() / Math.max(1, nodes.size()), "reading the mesh");
      Placement place = visit.parent().then(Placement.of(node));
      addMesh(node.get("mesh").whole(-1), place);
      for (double child : node.get("children").numbers()) {
        left.addLast(new Visit((int) child, place));
      }
    }
    if (nodes.size() == 0) {
      for (int mesh = 0; mesh < file.json().get("meshes").size(); mesh++) {
        addMesh(mesh, Placement.upright());
      }
    }
  }

  private int[] roots(Json nodes) {
    Json scenes = file.json().get("scenes");
    Json scene = scenes.at(file.json().get("scene").whole(0));
    if (!scene.isMissing()) {
      double[] roots = scene.get("nodes").numbers();
      int[] whole = new int[roots.length];
      for (int i = 0; i < roots.length; i++) {
        whole[i] = (int) roots[i];
      }
      return whole;
    }
    Set<Integer> children = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (double child : nodes.at(i).get("children").numbers()) {
        children.add((int) child);
      }
    }
    Ints roots = new Ints();
    for (int i = 0; i < nodes.size(); i++) {
      if (!children.contains(i)) {
        roots.add(i);
      }
    }
    return roots.toArray();
  }

  private void addMesh(int index, Placement place) throws IOException {
    Json parts = file.json().get("meshes").at(index).get("primitives");
    primitives.place(place);
    for (int i = 0; i < parts.size(); i++) {
      primitives.add(parts.at(i));
    }
  }
}
