package cadenza.sonata;

/// What scenes that are encoded in one call mean to each other.
public enum BatchSemantics {
  /// Nothing: each scene has the features it has alone.
  INDEPENDENT,

  /// What the reference makes of a batch without flash attention: curves are as deep as the largest
  /// scene asks for, and where the smallest scene has fewer voxels than a patch, patches of all
  /// scenes shrink to it (S/model.py:212, structure.py:85).
  REFERENCE,

  /// What the reference makes of a batch with flash attention, its default: curves are as deep as
  /// the largest scene asks for; patches stay. Numbers are not rounded to 16 bits as there.
  REFERENCE_FLASH
}
