package cadenza.sonata;

import java.util.List;
import java.util.Optional;

/// Shape of the network: the arguments of the reference's `PointTransformerV3` (S/model.py:566)
/// that decide which tensors exist and how they are used.
///
/// @param inChannels features of a point that go in: coordinate, colour, normal
/// @param encDepths blocks a stage
/// @param encChannels features of a voxel a stage
/// @param encNumHead attention heads a stage; each divides the stage's channels
/// @param encPatchSize consecutive points along the curve that attend to each other, a stage
/// @param mlpRatio hidden width of a block's perceptron, in channels
/// @param dropPath chance to drop a branch while training, at the last block
/// @param hasMaskToken whether the weights know what to put in place of a hidden point, which only
///   pretraining needs
/// @param decoder what stands behind the encoder, empty for most published models
public record SonataConfig(
    int inChannels,
    List<Integer> encDepths,
    List<Integer> encChannels,
    List<Integer> encNumHead,
    List<Integer> encPatchSize,
    int mlpRatio,
    double dropPath,
    boolean hasMaskToken,
    Optional<DecoderConfig> decoder) {

  public SonataConfig {
    encDepths = List.copyOf(encDepths);
    encChannels = List.copyOf(encChannels);
    encNumHead = List.copyOf(encNumHead);
    encPatchSize = List.copyOf(encPatchSize);
    int stages = encDepths.size();
    require(stages >= 1 && stages <= 8, "1 to 8 stages, not " + stages);
    require(
        encChannels.size() == stages
            && encNumHead.size() == stages
            && encPatchSize.size() == stages,
        "enc_depths, enc_channels, enc_num_head and enc_patch_size must have one entry a stage");
    require(inChannels >= 1 && inChannels <= 1024, "in_channels between 1 and 1024");
    require(mlpRatio >= 1 && mlpRatio <= 64, "mlp_ratio between 1 and 64");
    require(dropPath >= 0 && dropPath < 1, "drop_path of at least 0 and below 1");
    for (int s = 0; s < stages; s++) {
      require(encDepths.get(s) >= 1 && encDepths.get(s) <= 256, "1 to 256 blocks a stage");
      require(
          encChannels.get(s) >= 1 && encChannels.get(s) <= 16384, "1 to 16384 channels a stage");
      require(
          encNumHead.get(s) >= 1 && encChannels.get(s) % encNumHead.get(s) == 0,
          encNumHead.get(s) + " heads do not divide " + encChannels.get(s) + " channels");
      require(encPatchSize.get(s) >= 1 && encPatchSize.get(s) <= 1 << 20, "enc_patch_size above 0");
    }
    if (decoder.isPresent()) {
      decoder.get().checkAgainst(encPatchSize);
    }
  }

  /// A network without a decoder.
  public SonataConfig(
      int inChannels,
      List<Integer> encDepths,
      List<Integer> encChannels,
      List<Integer> encNumHead,
      List<Integer> encPatchSize,
      int mlpRatio,
      double dropPath,
      boolean hasMaskToken) {
    this(
        inChannels,
        encDepths,
        encChannels,
        encNumHead,
        encPatchSize,
        mlpRatio,
        dropPath,
        hasMaskToken,
        Optional.empty());
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a network needs " + what);
    }
  }

  /// The official model, 108 million parameters.
  public static SonataConfig base() {
    return new SonataConfig(
        9,
        List.of(3, 3, 3, 12, 3),
        List.of(48, 96, 192, 384, 512),
        List.of(3, 6, 12, 24, 32),
        List.of(1024, 1024, 1024, 1024, 1024),
        4,
        0.3,
        true);
  }

  /// The size of the weights that come with Cadenza, about 7 million parameters: small enough for a
  /// grid of 6 cm on a laptop.
  public static SonataConfig starter() {
    return new SonataConfig(
        9,
        List.of(1, 1, 2, 2, 1),
        List.of(32, 64, 128, 192, 256),
        List.of(1, 2, 4, 6, 8),
        List.of(128, 128, 128, 128, 128),
        4,
        0.0,
        true);
  }

  /// The same network with or without a token for hidden points.
  public SonataConfig withMaskToken(boolean present) {
    return new SonataConfig(
        inChannels,
        encDepths,
        encChannels,
        encNumHead,
        encPatchSize,
        mlpRatio,
        dropPath,
        present,
        decoder);
  }

  /// The same encoder with other patches, and without a decoder, which would want the old ones.
  SonataConfig inPatches(List<Integer> patchSizes) {
    return new SonataConfig(
        inChannels,
        encDepths,
        encChannels,
        encNumHead,
        patchSizes,
        mlpRatio,
        dropPath,
        hasMaskToken);
  }

  /// The same encoder with a decoder, or with none.
  public SonataConfig withDecoder(Optional<DecoderConfig> other) {
    return new SonataConfig(
        inChannels,
        encDepths,
        encChannels,
        encNumHead,
        encPatchSize,
        mlpRatio,
        dropPath,
        hasMaskToken,
        other);
  }

  /// Stages, which are also the levels of the pyramids that go in and come out.
  public int stageCount() {
    return encDepths.size();
  }
}
