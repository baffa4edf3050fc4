package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SavedRunTest {
  private static final String PRECISION = "distillation.precision";

  private final Preset preset = Preset.starter(10);
  private final Map<String, String> numbers = new HashMap<>(PresetValues.of(preset));
  private final Path file = Path.of("run.state");

  @Test
  void aRunOfBeforePrecisionsGoesOnAsItBegan() {
    numbers.remove(PRECISION);
    assertThatCode(() -> saved().requirePreset(preset, file)).doesNotThrowAnyException();
    assertThat(saved().presetLike(preset)).isEqualTo(preset);
  }

  @Test
  void anotherNumberIsNamedWithWhatItWas() {
    numbers.put(PRECISION, "bf16");
    assertThatThrownBy(() -> saved().requirePreset(preset, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(PRECISION + " bf16, not f32")
        .hasMessageContaining("run.state");
  }

  private SavedRun saved() {
    return new SavedRun(3, 0, numbers, Map.of());
  }
}
