package cadenza.sonata.pretrain;

import cadenza.scan.Pyramid;
import java.util.List;

/// What student and teacher get in one step.
///
/// @param global geometry of the global views, two of each scene one after the other; positions are
///   those before augmentation
/// @param masked the same as the student sees it: the very list where hidden points do not move
/// @param local geometry of the local views, scene after scene, equally many of each
/// @param globalFeatures `(rows of all global views, inChannels)`
/// @param localFeatures `(rows of all local views, inChannels)`
/// @param hidden true where the student sees the mask token, `(rows of all global views)`
public record Batch(
    List<Pyramid> global,
    List<Pyramid> masked,
    List<Pyramid> local,
    float[] globalFeatures,
    float[] localFeatures,
    boolean[] hidden) {
  public Batch {
    boolean movesNothing = masked == global;
    global = List.copyOf(global);
    masked = movesNothing ? global : List.copyOf(masked);
    local = List.copyOf(local);
    int views = ViewRecipe.GLOBAL_VIEWS;
    if (global.isEmpty() || global.size() % views != 0 || masked.size() != global.size()) {
      throw new IllegalArgumentException("a scene has two global views");
    }
    if (local.isEmpty() || local.size() % (global.size() / views) != 0) {
      throw new IllegalArgumentException("scenes have equally many local views");
    }
  }

  /// Scenes whose views these are.
  public int sceneCount() {
    return global.size() / ViewRecipe.GLOBAL_VIEWS;
  }

  /// Local views of a scene.
  public int localViews() {
    return local.size() / sceneCount();
  }
}
