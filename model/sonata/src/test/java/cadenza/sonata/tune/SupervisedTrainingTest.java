package cadenza.sonata.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Golden;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.pretrain.Distillation;
import cadenza.sonata.pretrain.Draws;
import cadenza.sonata.pretrain.LayerRates;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.Schedules;
import cadenza.sonata.pretrain.ViewPoints;
import cadenza.sonata.pretrain.ViewRecipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A very small network on a scene of the fixtures, whose classes are faces that look up, and all
/// others.
class SupervisedTrainingTest {
  private static final SonataConfig NETWORK =
      new SonataConfig(
          9,
          List.of(1, 1, 1),
          List.of(16, 24, 32),
          List.of(2, 3, 4),
          List.of(64, 64, 64),
          4,
          0,
          true);

  private static Preset preset(int totalSteps) {
    return new Preset(
        NETWORK,
        new Preset.HeadSize(64, 32, 48),
        InputTransform.official(),
        new ViewRecipe(0.06f, true, 500, 0.4, 1, 0.1, 0.4, 4, 0),
        1,
        1,
        0,
        Schedules.starter(totalSteps),
        new LayerRates(2e-3, 1, NETWORK.encDepths()),
        3,
        Distillation.Settings.paper(NETWORK));
  }

  private static LabelledScene scene(int every) throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    float[] features = transform.get("feat").floats(); // (voxels, 9): coordinate, colour, normal
    float[][] parts = new float[3][features.length / 3];
    for (int i = 0; i < features.length; i++) {
      int part = i % 9 / 3;
      parts[part][i / 9 * 3 + i % 3] = features[i] * (part == 1 ? 255 : 1);
    }
    int[] labels = new int[features.length / 9];
    for (int i = 0; i < labels.length; i++) {
      boolean up = Math.abs(parts[2][3 * i + 2]) > .8;
      labels[i] = i % every != 0 ? LabelledScene.NONE : up ? 1 : 0;
    }
    return new LabelledScene(ViewPoints.of(parts[0], parts[1], parts[2]), labels);
  }

  private static List<Double> losses(SupervisedTraining training, int steps) throws Exception {
    List<LabelledScene> scenes = List.of(scene(5));
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      SupervisedTraining.Report report = training.step(scenes);
      assertThat(report.step()).isEqualTo(i);
      assertThat(report.labels()).isPositive();
      losses.add(report.loss());
    }
    return losses;
  }

  private static double mean(List<Double> losses) {
    return losses.stream().mapToDouble(l -> l).average().orElseThrow();
  }

  @Test
  void theLossFallsAndGradientsReachTheStem() throws Exception {
    try (SupervisedTraining training = new SupervisedTraining(preset(40), 2, 3)) {
      List<Double> losses = losses(training, 40);
      assertThat(mean(losses.subList(35, 40))).isLessThan(.6 * mean(losses.subList(0, 5)));
      for (String name :
          List.of("backbone.embedding.stem.linear.weight", "seg_head.weight", "seg_head.bias")) {
        float[] gradient = training.weights().gradient(name);
        assertThat(gradient).as(name).doesNotContain(Float.NaN);
        double sum = 0;
        for (float g : gradient) {
          sum += Math.abs(g);
        }
        assertThat(sum).as(name).isGreaterThan(1e-6);
      }
      Checkpoint encoder = training.encoder("tuned");
      assertThat(encoder.trained()).isTrue();
      assertThat(training.head().weights()).hasSize(2 * (16 + 24 + 32));
    }
  }

  @Test
  void theSeedDecidesEverything() throws Exception {
    List<Double> first;
    try (SupervisedTraining training = new SupervisedTraining(preset(4), 2, 7)) {
      first = losses(training, 4);
    }
    try (SupervisedTraining training = new SupervisedTraining(preset(4), 2, 7)) {
      assertThat(losses(training, 4)).isEqualTo(first);
    }
    try (SupervisedTraining training = new SupervisedTraining(preset(4), 2, 8)) {
      assertThat(losses(training, 4)).isNotEqualTo(first);
    }
  }

  @Test
  void noLabelIsLostToAPointWithoutInTheSameVoxel() throws Exception {
    LabelledScene scene = scene(50);
    LabelledView view = LabelledView.of(scene, preset(1), scene.labels().length, new Draws(1));
    long given = Arrays.stream(scene.labels()).filter(l -> l >= 0).count();
    long seen = Arrays.stream(view.labels()).filter(l -> l >= 0).count();
    // Two labelled points may meet in one voxel, at most.
    assertThat(seen).isBetween((long) (.9 * given), given);
    assertThat(view.labels()).hasSize(view.geometry().levels().getFirst().voxelCount());
    assertThat(view.features()).hasSize(9 * view.labels().length);
  }

  @Test
  void aSceneWithoutLabelsIsRefused() throws Exception {
    ViewPoints points = scene(1).points();
    int[] none = new int[points.pointCount()];
    Arrays.fill(none, LabelledScene.NONE);
    assertThatThrownBy(() -> new LabelledScene(points, none))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
