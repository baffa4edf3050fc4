package cadenza.sonata;

import java.util.LinkedHashMap;
import java.util.Map;

/// Names and shapes of the tensors that a network of some configuration has, in the reference's
/// order (SPEC vii, `keys_base.json`).
final class NetworkTensors {
  /// What stands for a hidden point, `(1, channels)`; not every file has it.
  static final String MASK_TOKEN = "embedding.mask_token";

  /// What names of a decoder's tensors begin with.
  static final String DECODER = "dec.";

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private NetworkTensors() {}

  /// Those of the encoder and, if there is one, the decoder.
  ///
  /// @return shape by name
  static Map<String, long[]> all(SonataConfig config) {
    Map<String, long[]> shapes = of(config);
    shapes.putAll(ofDecoder(config));
    return shapes;
  }

  /// Those of the decoder, none if there is no decoder.
  ///
  /// @return shape by name
  static Map<String, long[]> ofDecoder(SonataConfig config) {
    NetworkTensors tensors = new NetworkTensors();
    config.decoder().ifPresent(decoder -> tensors.decoder(config, decoder));
    return tensors.shapes;
  }

  private void decoder(SonataConfig config, DecoderConfig decoder) {
    long coarser = config.encChannels().getLast();
    for (int s = decoder.depths().size() - 1; s >= 0; s--) {
      long channels = decoder.channels().get(s);
      String stage = DECODER + "dec" + s + ".";
      linear(stage + "up.proj.0", coarser, channels);
      norm(stage + "up.proj.1", channels);
      linear(stage + "up.proj_skip.0", config.encChannels().get(s), channels);
      norm(stage + "up.proj_skip.1", channels);
      for (int i = 0; i < decoder.depths().get(s); i++) {
        block(stage + "block" + i + ".", channels, config.mlpRatio() * channels);
      }
      coarser = channels;
    }
  }

  /// Those of the encoder.
  ///
  /// @return shape by name
  static Map<String, long[]> of(SonataConfig config) {
    NetworkTensors tensors = new NetworkTensors();
    long stem = config.encChannels().getFirst();
    if (config.hasMaskToken()) {
      tensors.add(MASK_TOKEN, 1, stem);
    }
    tensors.linear("embedding.stem.linear", config.inChannels(), stem);
    tensors.norm("embedding.stem.norm", stem);
    for (int s = 0; s < config.stageCount(); s++) {
      long channels = config.encChannels().get(s);
      String stage = "enc.enc" + s + ".";
      if (s > 0) {
        tensors.linear(stage + "down.proj", config.encChannels().get(s - 1), channels);
        tensors.norm(stage + "down.norm.0", channels);
      }
      for (int i = 0; i < config.encDepths().get(s); i++) {
        tensors.block(stage + "block" + i + ".", channels, config.mlpRatio() * channels);
      }
    }
    return tensors.shapes;
  }

  private void block(String name, long channels, long hidden) {
    add(name + "cpe.0.weight", channels, 3, 3, 3, channels);
    add(name + "cpe.0.bias", channels);
    linear(name + "cpe.1", channels, channels);
    norm(name + "cpe.2", channels);
    norm(name + "norm1.0", channels);
    linear(name + "attn.qkv", channels, 3 * channels);
    linear(name + "attn.proj", channels, channels);
    norm(name + "norm2.0", channels);
    linear(name + "mlp.0.fc1", channels, hidden);
    linear(name + "mlp.0.fc2", hidden, channels);
  }

  private void linear(String name, long in, long out) {
    add(name + ".weight", out, in);
    add(name + ".bias", out);
  }

  private void norm(String name, long channels) {
    add(name + ".weight", channels);
    add(name + ".bias", channels);
  }

  private void add(String name, long... shape) {
    shapes.put(name, shape);
  }
}
