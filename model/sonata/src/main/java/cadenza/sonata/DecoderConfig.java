package cadenza.sonata;

import java.util.List;

/// Shape of the decoder that some networks have behind their encoder (S/model.py:566, `dec_depths`
/// and so on); stages are counted as the encoder's, so the last one has no entry.
///
/// @param depths blocks a stage
/// @param channels features of a voxel a stage; those of stage 0 are the decoder's answer
/// @param numHead attention heads a stage; each divides the stage's channels
/// @param patchSize consecutive points along the curve that attend to each other, a stage; the
///   encoder's, because both use its patches
public record DecoderConfig(
    List<Integer> depths, List<Integer> channels, List<Integer> numHead, List<Integer> patchSize) {

  public DecoderConfig {
    depths = List.copyOf(depths);
    channels = List.copyOf(channels);
    numHead = List.copyOf(numHead);
    patchSize = List.copyOf(patchSize);
    int stages = depths.size();
    require(stages >= 1, "at least one stage");
    require(
        channels.size() == stages && numHead.size() == stages && patchSize.size() == stages,
        "one entry a stage in each of dec_depths, dec_channels, dec_num_head and dec_patch_size");
    for (int s = 0; s < stages; s++) {
      require(depths.get(s) >= 1 && depths.get(s) <= 256, "1 to 256 blocks a stage");
      require(channels.get(s) >= 1 && channels.get(s) <= 16384, "1 to 16384 channels a stage");
      require(
          numHead.get(s) >= 1 && channels.get(s) % numHead.get(s) == 0,
          "heads that divide its channels, not %d for %d"
              .formatted(numHead.get(s), channels.get(s)));
    }
  }

  /// Refuses to stand behind an encoder that it does not fit.
  void checkAgainst(List<Integer> encPatchSize) {
    require(
        depths.size() == encPatchSize.size() - 1,
        "one stage less than its encoder, which has " + encPatchSize.size());
    // The reference reuses the encoder's tables of patches whatever dec_patch_size says; with
    // another size it fails or mixes patches up.
    require(
        patchSize.equals(encPatchSize.subList(0, depths.size())),
        "the encoder's patches, so dec_patch_size must be enc_patch_size without its last entry");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a decoder needs " + what);
    }
  }
}
