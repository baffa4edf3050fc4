package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetNumbersModelTest {
  private final PresetNumbersModel model = new PresetNumbersModel();

  @Test
  void everyNumberStandsBesideThePapers() {
    PresetNumber points = model.find("views.mostPoints");
    assertThat(points.textProperty().get()).isEqualTo("42000");
    assertThat(points.paper()).isEqualTo("65536");
    assertThat(points.group()).isEqualTo("views");
    assertThat(points.title()).isEqualTo("most points");
    assertThat(points.meaning()).isNotEmpty();
    assertThat(model.find("distillation.pairs.most").paper()).isEqualTo("all");
    assertThat(model.numbers()).hasSizeGreaterThan(40);
    assertThat(model.changes()).isEmpty();
  }

  @Test
  void aChangeCountsOnceItIsAnotherNumberHoweverWritten() {
    PresetNumber rate = model.find("rates.rate");
    rate.textProperty().set("10e-4");
    assertThat(rate.isChanged()).isFalse();
    rate.textProperty().set("2e-3");
    assertThat(model.changes()).containsExactly(Map.entry("rates.rate", "2e-3"));
    assertThat(model.changedProperty().get()).isEqualTo(1);
    assertThat(model.problemProperty().get()).isEmpty();
    model.reset();
    assertThat(model.changes()).isEmpty();
  }

  @Test
  void aWrongNumberSaysWhyAndNoOtherDoes() {
    PresetNumber scenes = model.find("scenes");
    scenes.textProperty().set("many");
    assertThat(scenes.problemProperty().get()).contains("scenes", "many");
    assertThat(model.problemProperty().get()).isNotEmpty();
    scenes.textProperty().set("0");
    assertThat(scenes.problemProperty().get()).contains("scenes");
    assertThat(model.find("rates.rate").problemProperty().get()).isEmpty();
    scenes.textProperty().set("2");
    assertThat(scenes.problemProperty().get()).isEmpty();
    assertThat(model.problemProperty().get()).isEmpty();
  }

  @Test
  void numbersThatAreWrongOnlyTogetherAreToldOf() {
    // 0.5 is below the highest share of 1, and 0.45 above the lowest of 0.4: each is fine alone.
    model.find("views.globalLow").textProperty().set("0.5");
    model.find("views.globalHigh").textProperty().set("0.45");
    assertThat(model.find("views.globalLow").problemProperty().get()).isEmpty();
    assertThat(model.find("views.globalHigh").problemProperty().get()).isEmpty();
    assertThat(model.problemProperty().get()).contains("views.global");
  }

  @Test
  void changesStayWhenTheLengthChangesAndGoWithThePreset() {
    model.find("scenes").textProperty().set("2");
    model.show(PresetChoice.STARTER, 400, true);
    assertThat(model.changes()).containsOnlyKeys("scenes");
    PresetNumber rise = model.find("schedules.maskSize.warmupSteps");
    assertThat(rise.ownProperty().get()).isEqualTo("60"); // 15 % of 400
    assertThat(rise.editableProperty().get()).isTrue();
    rise.textProperty().set("100");
    model.show(PresetChoice.STARTER, PresetNumbersModel.ANY_STEPS, false);
    assertThat(rise.editableProperty().get()).isFalse();
    assertThat(model.changes()).containsOnlyKeys("scenes");
    model.show(PresetChoice.BASE, PresetNumbersModel.ANY_STEPS, false);
    assertThat(model.changes()).isEmpty();
    assertThat(model.find("scenes").textProperty().get()).isEqualTo("96");
  }
}
