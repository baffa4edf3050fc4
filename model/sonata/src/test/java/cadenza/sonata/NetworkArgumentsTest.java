package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.Curve;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.io.StoredTensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Configs as files have them: the reference's constructor arguments, some left out.
class NetworkArgumentsTest {
  @TempDir Path folder;

  private static Map<String, Object> config(Object... more) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("in_channels", 9);
    config.put("enc_depths", List.of(1L, 1.0));
    config.put("enc_channels", List.of(4, 8));
    config.put("enc_num_head", List.of(1, 2));
    config.put("enc_patch_size", List.of(16, 16));
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  private static void refused(String words, Object... more) {
    assertThatThrownBy(() -> ConfigFormat.network(config(more)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatIsLeftOutIsTheReferencesDefault() {
    SonataConfig read = ConfigFormat.network(config());
    assertThat(read.order()).containsExactly(Curve.Z, Curve.Z_TRANS);
    assertThat(read.mlpRatio()).isEqualTo(4);
    Map<String, Object> config = config();
    config.remove("in_channels");
    assertThat(ConfigFormat.network(config).inChannels()).isEqualTo(6);
  }

  @Test
  void stagesThatDoNotAgreeAreToldInASentence() {
    refused(
        "a network needs one entry a stage in each of enc_depths, enc_channels, enc_num_head and"
            + " enc_patch_size",
        "enc_channels",
        List.of(4));
    refused(
        "a network needs heads that divide its channels, not 3 for 8",
        "enc_num_head",
        List.of(1, 3));
  }

  @Test
  void networksForOtherPointsAreRefused() throws Exception {
    TestPth.Code code = new TestPth.Code().op('}', '(');
    for (String key : List.of("enc_depths", "enc_channels", "enc_num_head", "enc_patch_size")) {
      code.text(key).op(']', 'K', key.equals("enc_channels") ? 4 : 1, 'a');
    }
    String config = new String(code.op('u').bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    List<StoredTensor> tensors =
        List.of(StoredTensor.of("embedding.stem.linear.weight", new float[24], 4, 6));
    Path file = TestPth.of(config, tensors).write(folder.resolve("w.pth"));
    assertThatThrownBy(() -> Checkpoint.read(file, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("points of 6 numbers");
  }

  @Test
  void numbersMayBeFloatsAndArgumentsWithoutEffectAnything() {
    SonataConfig read =
        ConfigFormat.network(
            config(
                "type",
                "PT-v3m2",
                "mlp_ratio",
                4.0,
                "drop_path",
                0,
                "attn_drop",
                0.1,
                "proj_drop",
                1,
                "shuffle_orders",
                true,
                "enable_flash",
                1,
                "upcast_attention",
                true,
                "upcast_softmax",
                true,
                "traceable",
                true,
                "freeze_encoder",
                true,
                "enc_mode",
                true,
                "mask_token",
                false,
                "qkv_bias",
                1,
                "enable_rpe",
                0,
                "stride",
                List.of(2.0),
                "order",
                List.of("hilbert", "z"),
                "dec_depths",
                List.of(2),
                "something_new",
                false));
    assertThat(read.encDepths()).containsExactly(1, 1);
    assertThat(read.mlpRatio()).isEqualTo(4);
    assertThat(read.hasMaskToken()).isFalse();
    assertThat(read.order()).containsExactly(Curve.HILBERT, Curve.Z);
    assertThat(ConfigFormat.network(config("order", "z-trans")).order())
        .containsExactly(Curve.Z_TRANS);
    assertThat(ConfigFormat.parse(ConfigFormat.text(read))).isEqualTo(read);
  }

  @Test
  void whatWouldMakeAnotherNetworkIsRefusedByName() {
    refused("enable_rpe = true is not supported", "enable_rpe", true);
    refused("pre_norm = false is not supported", "pre_norm", false);
    refused("qkv_bias = 0 is not supported", "qkv_bias", 0);
    refused("qk_scale = 0.5 is not supported", "qk_scale", 0.5);
    refused("layer_scale = 1.0E-5 is not supported", "layer_scale", 1e-5);
    refused("type = PT-v3m1 is not supported", "type", "PT-v3m1");
    refused("\"rope_base\" = \"10\" is not known", "rope_base", 10);
    refused("stride = \"[3]\" is not supported", "stride", List.of(3));
    refused("stride = \"[2, 2]\" is not supported", "stride", List.of(2, 2));
    refused("the curve \"spiral\" is not supported", "order", List.of("z", "spiral"));
    refused("1 to 16 curves", "order", List.of());
    refused("mlp_ratio = 2.5 is not supported", "mlp_ratio", 2.5);
    refused("enc_patch_size", "enc_patch_size", 1024); // the reference wants one a stage, too
    refused("drop_path is no number", "drop_path", "<numpy.core.multiarray.scalar>");
  }

  @Test
  void theNamedNetworksHaveTheParametersTheirAuthorsState() {
    assertThat(parameters(SonataConfig.base())).isEqualTo(108_461_376);
    assertThat(parameters(SonataConfig.concertoLarge())).isBetween(207_500_000L, 208_499_999L);
    assertThat(parameters(SonataConfig.concertoSmall())).isBetween(38_500_000L, 39_499_999L);
    assertThat(4 * parameters(SonataConfig.concertoTiny())).isBetween(19_000_000L, 19_999_999L);
  }

  private static long parameters(SonataConfig config) {
    return NetworkTensors.of(config).values().stream().mapToLong(StoredTensor::count).sum();
  }

  @Test
  void blocksTakeTheCurvesOfTheirOrderInTurn() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Pyramid pyramid = Golden.pyramid(transform);
    float[] features = transform.get("feat").floats();
    SonataConfig tiny = Golden.tiny();
    List<Curve> order = List.of(Curve.HILBERT, Curve.Z_TRANS, Curve.Z, Curve.HILBERT_TRANS);
    SonataConfig turned = tiny.withOrder(order);
    Pyramid renamed = // the same curves, under the names that the usual order takes in turn
        new Pyramid(
            pyramid.gridSizeMeters(),
            pyramid.levels().stream()
                .map(level ->
                    new Level(
                        level.gridCoord(),
                        level.coord(),
                        level.depth(),
                        order.stream().map(c -> level.order()[c.row()]).toArray(int[][]::new),
                        level.neighbors(),
                        level.parents()))
                .toList());
    FeaturePyramid usual = encode(tiny, pyramid, features);
    FeaturePyramid expected = encode(tiny, renamed, features);
    FeaturePyramid actual = encode(turned, pyramid, features);
    FeaturePyramid two = encode(tiny.withOrder(NetworkArguments.DEFAULT_ORDER), pyramid, features);
    for (int k = 0; k < 5; k++) {
      float[] values = actual.levels().get(k).values();
      assertThat(values).isEqualTo(expected.levels().get(k).values());
      assertThat(values).isNotEqualTo(usual.levels().get(k).values());
      assertThat(values).isNotEqualTo(two.levels().get(k).values());
    }
  }

  private static FeaturePyramid encode(SonataConfig config, Pyramid pyramid, float[] features)
      throws Exception {
    Checkpoint weights = NameSeededWeights.checkpoint(config);
    try (Encoder encoder = Encoder.open(weights, DeviceChoice.CPU, Progress.none())) {
      return encoder.encode(pyramid, features, Progress.none());
    }
  }
}
