package cadenza.sonata.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What a saved run says of itself, without its networks.
///
/// @param steps taken
/// @param seed of everything that is random
/// @param preset every number of it by name ([PresetValues])
/// @param notes whatever the caller gave to [Pretraining#save]
public record SavedRun(
    int steps, long seed, Map<String, String> preset, Map<String, String> notes) {
  /// What runs did before a number was there to change it.
  private static final Map<String, String> ONCE = Map.of("distillation.precision", "f32");

  public SavedRun {
    Map<String, String> whole = new HashMap<>(ONCE);
    whole.putAll(preset);
    preset = Map.copyOf(whole);
    notes = Map.copyOf(notes);
  }

  /// The preset it was begun with.
  ///
  /// @param like one of the same name and number of steps
  /// @throws IllegalArgumentException if this version of the program has no such numbers
  public Preset presetLike(Preset like) {
    Map<String, String> now = PresetValues.of(like);
    Map<String, String> changes = new HashMap<>(preset);
    changes.entrySet().removeIf(entry -> entry.getValue().equals(now.get(entry.getKey())));
    return PresetValues.with(like, changes);
  }

  void requirePreset(Preset wanted, Path file) throws IOException {
    Map<String, String> now = PresetValues.of(wanted);
    for (Map.Entry<String, String> entry : now.entrySet()) {
      String then = preset.get(entry.getKey());
      if (!entry.getValue().equals(then)) {
        throw new IOException(
            "this run began with %s %s, not %s; go on with that, or begin another: %s"
                .formatted(entry.getKey(), then, entry.getValue(), file));
      }
    }
  }
}
