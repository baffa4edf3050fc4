package cadenza.sonata;

import cadenza.sonata.io.JsonText;
import cadenza.sonata.io.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [SonataConfig] and an [InputTransform] under the names that files use for them.
///
/// The network's part has the names of the reference's constructor (`enc_depths`, ...), as the
/// official `.pth` holds them. Cadenza's own files nest it under `model`, beside `input` (the
/// transform) and `trained`.
public final class ConfigFormat {
  private ConfigFormat() {}

  /// The network from JSON text, as for `--config FILE`.
  ///
  /// @throws IllegalArgumentException saying what is missing or not supported
  public static SonataConfig parse(String json) {
    return network(JsonText.readConfig(json));
  }

  /// The network as JSON text.
  public static String text(SonataConfig config) {
    return JsonText.write(values(config));
  }

  /// The network from a file's values, either its constructor arguments or an object that has them
  /// under `model`.
  ///
  /// @throws IllegalArgumentException saying what is missing or not supported
  static SonataConfig network(Map<String, Object> values) {
    Map<String, Object> model = values.get("model") instanceof Map<?, ?> m ? typed(m) : values;
    List<Integer> depths = ints(model, "enc_depths");
    NetworkArguments.check(model, depths.size());
    return new SonataConfig(
        whole(model, "in_channels", NetworkArguments.DEFAULT_IN_CHANNELS),
        depths,
        ints(model, "enc_channels"),
        ints(model, "enc_num_head"),
        ints(model, "enc_patch_size"),
        whole(model, "mlp_ratio", 4),
        number(model, "drop_path", 0).doubleValue(),
        !Boolean.FALSE.equals(model.get("mask_token")),
        decoder(model),
        NetworkArguments.order(model));
  }

  /// The decoder's part: there if `enc_mode` says so, or if the file says nothing of that but
  /// describes one. The official encoders name a decoder too and say `enc_mode`.
  private static Optional<DecoderConfig> decoder(Map<String, Object> model) {
    Object encoderOnly = model.getOrDefault("enc_mode", !model.containsKey("dec_depths"));
    if (NetworkArguments.isOn(encoderOnly)) {
      return Optional.empty();
    }
    return Optional.of(
        new DecoderConfig(
            ints(model, "dec_depths"),
            ints(model, "dec_channels"),
            ints(model, "dec_num_head"),
            ints(model, "dec_patch_size")));
  }

  /// The input transform of a file's values; the official one where the file names none.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  static InputTransform input(Map<String, Object> values) {
    if (!(values.get("input") instanceof Map<?, ?> map)) {
      return InputTransform.official();
    }
    Map<String, Object> input = typed(map);
    if (!InputTransform.channelNames().equals(input.get("channels"))) {
      throw new IllegalArgumentException(
          "input channels "
              + Wording.plain(input.get("channels"))
              + " are not supported, only "
              + InputTransform.channelNames());
    }
    return new InputTransform(
        number(input, "grid_size", 0).floatValue(),
        floats(input, "offset"),
        floats(input, "scale"));
  }

  /// Arguments of the reference's constructor that make the network in Python.
  static Map<String, Object> arguments(SonataConfig config) {
    Map<String, Object> arguments = values(config);
    arguments.putIfAbsent("enc_mode", true); // by itself it would have a decoder
    return arguments;
  }

  /// What Cadenza writes into its own files.
  static Map<String, Object> values(SonataConfig config, InputTransform input, boolean trained) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("model", values(config));
    all.putAll(own(input, trained));
    return all;
  }

  /// What Cadenza says beside the network.
  static Map<String, Object> own(InputTransform input, boolean trained) {
    Map<String, Object> transform = new LinkedHashMap<>();
    transform.put("grid_size", input.gridSizeMeters());
    transform.put("channels", InputTransform.channelNames());
    transform.put("offset", input.offset());
    transform.put("scale", input.scale());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("input", transform);
    all.put("trained", trained);
    return all;
  }

  private static Map<String, Object> values(SonataConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("in_channels", config.inChannels());
    values.put("order", NetworkArguments.names(config.order()));
    values.put("stride", java.util.Collections.nCopies(config.stageCount() - 1, 2));
    values.put("enc_depths", config.encDepths());
    values.put("enc_channels", config.encChannels());
    values.put("enc_num_head", config.encNumHead());
    values.put("enc_patch_size", config.encPatchSize());
    values.put("mlp_ratio", config.mlpRatio());
    values.put("drop_path", config.dropPath());
    values.put("mask_token", config.hasMaskToken());
    config
        .decoder()
        .ifPresent(decoder -> {
          values.put("enc_mode", false);
          values.put("dec_depths", decoder.depths());
          values.put("dec_channels", decoder.channels());
          values.put("dec_num_head", decoder.numHead());
          values.put("dec_patch_size", decoder.patchSize());
        });
    return values;
  }

  private static int whole(Map<String, Object> values, String key, int otherwise) {
    Number number = number(values, key, otherwise);
    if (number.doubleValue() != number.intValue()) {
      throw new IllegalArgumentException(
          key + " = " + Wording.plain(number) + " is not supported, only whole numbers");
    }
    return number.intValue();
  }

  private static Number number(Map<String, Object> values, String key, Number otherwise) {
    Object value = values.getOrDefault(key, otherwise);
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(key + " is no number");
  }

  private static List<Integer> ints(Map<String, Object> values, String key) {
    List<Integer> ints = new ArrayList<>();
    for (Object item : list(values, key)) {
      if (!(item instanceof Number n) || n.doubleValue() != n.intValue()) {
        throw new IllegalArgumentException(key + " is no list of whole numbers");
      }
      ints.add(n.intValue());
    }
    return ints;
  }

  private static float[] floats(Map<String, Object> values, String key) {
    List<?> items = list(values, key);
    float[] floats = new float[items.size()];
    for (int i = 0; i < floats.length; i++) {
      if (!(items.get(i) instanceof Number n)) {
        throw new IllegalArgumentException(key + " is no list of numbers");
      }
      floats[i] = n.floatValue();
    }
    return floats;
  }

  private static List<?> list(Map<String, Object> values, String key) {
    if (values.get(key) instanceof List<?> items) {
      return items;
    }
    throw new IllegalArgumentException("the config does not say " + key);
  }

  @SuppressWarnings("unchecked") // keys of maps from files are always text (PlainValues, JsonText)
  private static Map<String, Object> typed(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
