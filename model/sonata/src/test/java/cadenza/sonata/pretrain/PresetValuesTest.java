package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetValuesTest {
  @Test
  void everyNumberHasAName() {
    assertThat(PresetValues.of(Preset.starter(1000)))
        .containsEntry("network.encChannels", "32,64,128,192,256")
        .containsEntry("views.gridSizeMeters", "0.06")
        .containsEntry("schedules.momentum.start", "0.96")
        .containsEntry("distillation.pairs.most", "1200")
        .doesNotContainKey("distillation.network.encDepths");
  }

  @Test
  void aChangedNetworkIsChangedEverywhere() {
    Preset preset =
        PresetValues.with(
            Preset.starter(1000),
            Map.of("network.encDepths", "1, 1,1,1,1", "longestGradient", "2", "views.hue", "0.1"));
    assertThat(preset.network().encDepths()).isEqualTo(List.of(1, 1, 1, 1, 1));
    assertThat(preset.distillation().network()).isEqualTo(preset.network());
    assertThat(preset.rates().depths()).isEqualTo(preset.network().encDepths());
    assertThat(preset.longestGradient()).isEqualTo(2);
    assertThat(preset.views().hue()).isEqualTo(0.1);
  }

  @Test
  void whatComesOutGoesBackIn() {
    Map<String, String> paper = PresetValues.of(Preset.base(100));
    Preset again = PresetValues.with(Preset.base(100), Map.of("views.localViews", "5"));
    assertThat(PresetValues.of(PresetValues.with(again, Map.of("views.localViews", "4"))))
        .isEqualTo(paper);
  }

  @Test
  void aWrongChangeIsNamed() {
    Preset preset = Preset.starter(1000);
    assertThatThrownBy(() -> PresetValues.with(preset, Map.of("views.localView", "5")))
        .hasMessageContaining("no \"views.localView\"")
        .hasMessageContaining("views.localViews");
    assertThatThrownBy(() -> PresetValues.with(preset, Map.of("views.localViews", "some")))
        .hasMessageContaining("views.localViews cannot be \"some\"; it is 4");
    assertThatThrownBy(() -> PresetValues.with(preset, Map.of("views.localViews", "0")))
        .hasMessageContaining("views.localViews: views need");
  }
}
