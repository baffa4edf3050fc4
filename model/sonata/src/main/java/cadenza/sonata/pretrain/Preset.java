package cadenza.sonata.pretrain;

import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;

/// Everything a run of pretraining decides before it starts.
///
/// @param network of student and teacher
/// @param heads their size
/// @param input how a point's numbers become the network's
/// @param views how they are made
/// @param scenes in a step
/// @param scenesAtOnce of them that are in memory together: gradients of such parts are added up,
///   so that a step needs the memory of a part; targets are balanced within a part
/// @param maskJitter deviation by which hidden points move, in metres; 0 leaves them
/// @param schedules of what changes from step to step
/// @param rates of weights
/// @param longestGradient to which gradients are cut
/// @param distillation levels, matches, targets, loss
public record Preset(
    SonataConfig network,
    HeadSize heads,
    InputTransform input,
    ViewRecipe views,
    int scenes,
    int scenesAtOnce,
    double maskJitter,
    Schedules schedules,
    LayerRates rates,
    double longestGradient,
    Distillation.Settings distillation) {
  public Preset {
    if (scenes < 1 || scenesAtOnce < 1 || scenes % scenesAtOnce != 0) {
      throw new IllegalArgumentException(
          scenes + " scenes a step cannot be taken " + scenesAtOnce + " at once");
    }
    if (!(maskJitter >= 0) || !(longestGradient > 0)) {
      throw new IllegalArgumentException("a step has scenes, and gradients have a length");
    }
    // Both know the network, too; it is decided in one place.
    rates = new LayerRates(rates.rate(), rates.decay(), network.encDepths());
    distillation = distillation.on(network);
  }

  /// Batches that a step is made of.
  public int parts() {
    return scenes / scenesAtOnce;
  }

  /// Size of a head.
  ///
  /// @param hidden width of its perceptron
  /// @param embedding length of what is compared with prototypes
  /// @param prototypes how many
  public record HeadSize(int hidden, int embedding, int prototypes) {}

  /// The paper's: 108 million parameters, 96 scenes a step. Needs GPUs.
  public static Preset base(int totalSteps) {
    SonataConfig network = SonataConfig.base();
    return new Preset(
        network,
        new HeadSize(4096, 256, 4096),
        InputTransform.official(),
        ViewRecipe.paper(),
        96,
        4,
        0.01,
        Schedules.paper(totalSteps),
        new LayerRates(0.004, 0.9, network.encDepths()),
        3,
        Distillation.Settings.paper(network));
  }

  /// The paper's recipe for 39 million parameters, 16 scenes a step; for one GPU, or patience.
  public static Preset small(int totalSteps) {
    SonataConfig network = SonataConfig.concertoSmall();
    return new Preset(
        network,
        new HeadSize(2048, 256, 2048),
        InputTransform.official(),
        ViewRecipe.paper(),
        16,
        2,
        0.01,
        Schedules.paper(totalSteps),
        new LayerRates(0.002, 0.9, network.encDepths()),
        3,
        Distillation.Settings.paper(network));
  }

  /// For two cores: 7 million parameters, one scene a step.
  public static Preset starter(int totalSteps) {
    SonataConfig network = SonataConfig.starter();
    return new Preset(
        network,
        new HeadSize(512, 128, 512),
        InputTransform.starter(),
        ViewRecipe.starter(),
        1,
        1,
        0,
        Schedules.starter(totalSteps),
        new LayerRates(1e-3, 1, network.encDepths()),
        3,
        Distillation.Settings.paper(network)
            .onLevel(1)
            .with(new PairChoice(1200, 0.1, true))
            .withPast(8192));
  }
}
