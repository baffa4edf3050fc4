package cadenza.sonata;

import cadenza.scan.grid.Curve;
import cadenza.sonata.io.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arguments of the reference's constructor (S/model.py:567; Concerto and Pointcept's `PT-v3m2`
/// have the same ones) that are no sizes: which of them change what comes out, and what stands for
/// those that a file leaves out.
///
/// # How it works
///
/// An argument either has no effect on inference (dropping, tracing, freezing, fused attention), or
/// it is read elsewhere, or it has one value that is supported. Any other argument is one the
/// reference does not have; it may stand for another network, so it is refused by name unless it is
/// switched off.
final class NetworkArguments {
  /// What the reference takes where a config does not say it.
  static final List<Curve> DEFAULT_ORDER = List.of(Curve.Z, Curve.Z_TRANS);

  /// What the reference takes where a config does not say it: coordinate and colour, say.
  static final int DEFAULT_IN_CHANNELS = 6;

  private static final Map<String, Curve> CURVES = curves();

  /// What names the architecture in Pointcept's configs.
  private static final Set<String> TYPES = Set.of("PT-v3m2", "PointTransformerV3");

  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "attn_drop",
          "proj_drop",
          "shuffle_orders",
          "enable_flash",
          "upcast_attention",
          "upcast_softmax",
          "traceable",
          "freeze_encoder");

  private static final Set<String> READ =
      Set.of(
          "in_channels",
          "order",
          "stride",
          "enc_depths",
          "enc_channels",
          "enc_num_head",
          "enc_patch_size",
          "enc_mode",
          "dec_depths",
          "dec_channels",
          "dec_num_head",
          "dec_patch_size",
          "mlp_ratio",
          "drop_path",
          "mask_token");

  private NetworkArguments() {}

  private static Map<String, Curve> curves() {
    Map<String, Curve> curves = new LinkedHashMap<>();
    curves.put("z", Curve.Z);
    curves.put("z-trans", Curve.Z_TRANS);
    curves.put("hilbert", Curve.HILBERT);
    curves.put("hilbert-trans", Curve.HILBERT_TRANS);
    return curves;
  }

  /// The reference's names of curves.
  static List<String> names(List<Curve> order) {
    return order.stream()
        .map(curve ->
            CURVES.entrySet().stream()
                .filter(entry -> entry.getValue() == curve)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow())
        .toList();
  }

  /// The curves that blocks take in turn.
  ///
  /// @throws IllegalArgumentException naming one that is not supported
  static List<Curve> order(Map<String, Object> model) {
    Object value = model.get("order");
    if (value == null) {
      return DEFAULT_ORDER;
    }
    List<Curve> order = new ArrayList<>();
    for (Object name : value instanceof List<?> names ? names : List.of(value)) {
      Curve curve = name instanceof String text ? CURVES.get(text) : null;
      if (curve == null) {
        throw new IllegalArgumentException(
            "the curve " + Wording.quoted(name) + " is not supported, only " + CURVES.keySet());
      }
      order.add(curve);
    }
    return order;
  }

  /// @throws IllegalArgumentException naming an argument that would make another network
  static void check(Map<String, Object> model, int stages) {
    require(model, "enable_rpe", false);
    require(model, "pre_norm", true);
    require(model, "qkv_bias", true);
    for (String key : List.of("qk_scale", "layer_scale")) {
      if (isOn(model.get(key))) {
        throw notSupported(key, model.get(key));
      }
    }
    checkStride(model.get("stride"), stages);
    Object type = model.get("type");
    if (type != null && !(type instanceof String text && TYPES.contains(text))) {
      throw notSupported("type", type);
    }
    Set<String> checked =
        Set.of("enable_rpe", "pre_norm", "qkv_bias", "qk_scale", "layer_scale", "type");
    model.forEach((key, value) -> {
      boolean known = WITHOUT_EFFECT.contains(key) || READ.contains(key) || checked.contains(key);
      if (!known && isOn(value)) {
        throw new IllegalArgumentException(
            Wording.quoted(key)
                + " = "
                + Wording.quoted(value)
                + " is not known here and may stand for another network");
      }
    });
  }

  private static void checkStride(@Nullable Object stride, int stages) {
    if (stride == null) {
      return;
    }
    boolean twos =
        stride instanceof List<?> steps
            && steps.size() == stages - 1
            && steps.stream().allMatch(step -> step instanceof Number n && n.doubleValue() == 2);
    if (!twos) {
      throw new IllegalArgumentException(
          "stride = "
              + Wording.quoted(stride)
              + " is not supported, only a 2 for each of the "
              + (stages - 1)
              + " poolings");
    }
  }

  private static void require(Map<String, Object> model, String key, boolean supported) {
    Object value = model.get(key);
    if (value != null && isOn(value) != supported) {
      throw notSupported(key, value);
    }
  }

  /// What Python calls true.
  static boolean isOn(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> items -> !items.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  private static IllegalArgumentException notSupported(String key, @Nullable Object value) {
    return new IllegalArgumentException(key + " = " + Wording.plain(value) + " is not supported");
  }
}
