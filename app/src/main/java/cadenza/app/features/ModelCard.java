package cadenza.app.features;

/// The weights in use, as a person would call them.
///
/// @param sha256 of the weights and their network: two files may have one name, and what one of
///   them gave is no feature of the other's
/// @param trained false for seeded random numbers
/// @param gridSizeMeters edge of a voxel the weights were made for
public record ModelCard(String name, String sha256, boolean trained, float gridSizeMeters) {
  /// The name, or "starter network" for weights that are named after being untrained, which a badge
  /// says already.
  public String displayName() {
    return !trained && name.equalsIgnoreCase("untrained") ? "starter network" : name;
  }
}
