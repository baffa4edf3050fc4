package cadenza.sonata;

import cadenza.scan.grid.Curve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
/// @param order the curves that blocks attend along: block `i` of a stage takes `order[i mod size]`
public record SonataConfig(
    int inChannels,
    List<Integer> encDepths,
    List<Integer> encChannels,
    List<Integer> encNumHead,
    List<Integer> encPatchSize,
    int mlpRatio,
    double dropPath,
    boolean hasMaskToken,
    Optional<DecoderConfig> decoder,
    List<Curve> order) {
  /// The curves of all official weights, in the order of [cadenza.scan.Level#order()].
  private static final List<Curve> ALL_CURVES = List.of(Curve.values());

  private static final List<Integer> PATCHES_OF_1024 = List.of(1024, 1024, 1024, 1024, 1024);

  public SonataConfig {
    encDepths = List.copyOf(encDepths);
    encChannels = List.copyOf(encChannels);
    encNumHead = List.copyOf(encNumHead);
    encPatchSize = List.copyOf(encPatchSize);
    order = List.copyOf(order);
    int stages = encDepths.size();
    require(stages >= 1 && stages <= 8, "1 to 8 stages, not " + stages);
    require(
        encChannels.size() == stages
            && encNumHead.size() == stages
            && encPatchSize.size() == stages,
        "one entry a stage in each of enc_depths, enc_channels, enc_num_head and enc_patch_size");
    require(!order.isEmpty() && order.size() <= 16, "1 to 16 curves in its order");
    require(inChannels >= 1 && inChannels <= 1024, "in_channels between 1 and 1024");
    require(mlpRatio >= 1 && mlpRatio <= 64, "mlp_ratio between 1 and 64");
    require(dropPath >= 0 && dropPath < 1, "drop_path of at least 0 and below 1");
    for (int s = 0; s < stages; s++) {
      require(encDepths.get(s) >= 1 && encDepths.get(s) <= 256, "1 to 256 blocks a stage");
      require(
          encChannels.get(s) >= 1 && encChannels.get(s) <= 16384, "1 to 16384 channels a stage");
      require(
          encNumHead.get(s) >= 1 && encChannels.get(s) % encNumHead.get(s) == 0,
          "heads that divide its channels, not %d for %d"
              .formatted(encNumHead.get(s), encChannels.get(s)));
      require(encPatchSize.get(s) >= 1 && encPatchSize.get(s) <= 1 << 20, "enc_patch_size above 0");
    }
    if (decoder.isPresent()) {
      decoder.get().checkAgainst(encPatchSize);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a network needs " + what);
    }
  }

  /// A network without a decoder that attends along all four curves, as every official one does.
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
        Optional.empty(),
        ALL_CURVES);
  }

  /// The official model, 108 million parameters; Concerto's base has the same shape.
  public static SonataConfig base() {
    return new SonataConfig(
        9,
        List.of(3, 3, 3, 12, 3),
        List.of(48, 96, 192, 384, 512),
        List.of(3, 6, 12, 24, 32),
        PATCHES_OF_1024,
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

  /// Concerto's largest model, 208 million parameters (Pointcept,
  /// `configs/concerto/pretrain-concerto-v1m1-1-large-base.py`).
  public static SonataConfig concertoLarge() {
    return new SonataConfig(
        9,
        List.of(3, 3, 3, 12, 3),
        List.of(64, 128, 256, 512, 768),
        List.of(4, 8, 16, 32, 48),
        PATCHES_OF_1024,
        4,
        0.3,
        true);
  }

  /// Concerto's small model: depths, channels and heads are the defaults of Pointcept's `PT-v3m2`
  /// (`point_transformer_v3m2_sonata.py`); they give the 39 million parameters that Concerto's
  /// readme states. Patches are those of the other sizes.
  public static SonataConfig concertoSmall() {
    return new SonataConfig(
        9,
        List.of(2, 2, 2, 6, 2),
        List.of(32, 64, 128, 256, 512),
        List.of(2, 4, 8, 16, 32),
        PATCHES_OF_1024,
        4,
        0.3,
        true);
  }

  /// Concerto's smallest model, 5 million parameters (the configuration under which
  /// torch-pointcloud's port loads `concerto_tiny.pth`; its count agrees with the file's 19 MB).
  public static SonataConfig concertoTiny() {
    return new SonataConfig(
        9,
        List.of(1, 1, 1, 3, 1),
        List.of(16, 32, 64, 128, 256),
        List.of(1, 2, 4, 8, 16),
        PATCHES_OF_1024,
        4,
        0.3,
        true);
  }

  /// Networks that can be named where a file does not say its own.
  public static Map<String, SonataConfig> named() {
    Map<String, SonataConfig> named = new LinkedHashMap<>();
    named.put("base", base());
    named.put("starter", starter());
    named.put("concerto-large", concertoLarge());
    named.put("concerto-small", concertoSmall());
    named.put("concerto-tiny", concertoTiny());
    return named;
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
        decoder,
        order);
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
        hasMaskToken,
        Optional.empty(),
        order);
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
        other,
        order);
  }

  /// The same network along other curves.
  public SonataConfig withOrder(List<Curve> other) {
    return new SonataConfig(
        inChannels,
        encDepths,
        encChannels,
        encNumHead,
        encPatchSize,
        mlpRatio,
        dropPath,
        hasMaskToken,
        decoder,
        other);
  }

  /// The curve that the block of that number in its stage attends along.
  public Curve curve(int block) {
    return order.get(block % order.size());
  }

  /// Stages, which are also the levels of the pyramids that go in and come out.
  public int stageCount() {
    return encDepths.size();
  }
}
