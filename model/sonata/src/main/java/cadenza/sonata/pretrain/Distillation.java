package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import cadenza.scan.Pyramid;
import cadenza.sonata.BatchSemantics;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;
import java.util.List;

/// Self-distillation of one batch: the teacher looks at whole global views and says which prototype
/// each point belongs to; the student must say the same of masked views and of local ones
/// (P/models/sonata/sonata_v1m1_base.py:360).
///
/// # How it works
///
/// Encoders' features of the three coarsest levels, side by side, go into heads. The teacher's
/// scores of matched points become targets by [Sinkhorn]; the student is held against them in three
/// losses: masked view against the same view, masked view against the scene's other view, local
/// view against the major one. Gradients are added to the student's; nothing else changes.
public final class Distillation {
  /// How the three losses are added up.
  private static final float[] LOSS_WEIGHTS = {0.25f, 0.25f, 0.5f};

  private final Settings settings;
  private final Weights student;
  private final Backbone studentBackbone;
  private final Backbone teacherBackbone;
  private final Teachings maskTeachings;
  private final Teachings localTeachings;

  /// What a run decides once.
  ///
  /// @param network of student and teacher
  /// @param headLevel the finest level that heads see
  /// @param matchRadius in metres
  /// @param sinkhorn makes targets
  /// @param loss of the student
  /// @param semantics whether curves and patches of a view depend on the batch
  /// @param pairs which of the matches count, and how much
  /// @param pastTargets embeddings of earlier steps that targets are balanced with; 0 for none
  /// @param precision of the encoders' products; heads, targets and losses are 32-bit floats always
  public record Settings(
      SonataConfig network,
      int headLevel,
      double matchRadius,
      Sinkhorn sinkhorn,
      ClusterLoss loss,
      BatchSemantics semantics,
      PairChoice pairs,
      int pastTargets,
      Precision precision) {
    /// The paper's for a network.
    public static Settings paper(SonataConfig network) {
      return new Settings(
          network,
          network.stageCount() - 3,
          0.32,
          Sinkhorn.paper(),
          ClusterLoss.paper(),
          BatchSemantics.INDEPENDENT,
          PairChoice.all(),
          0,
          Precision.F32);
    }

    /// The same for another network.
    Settings on(SonataConfig other) {
      return new Settings(
          other, headLevel, matchRadius, sinkhorn, loss, semantics, pairs, pastTargets, precision);
    }

    /// The same with heads that see another level and all coarser ones.
    public Settings onLevel(int other) {
      return new Settings(
          network, other, matchRadius, sinkhorn, loss, semantics, pairs, pastTargets, precision);
    }

    /// The same with another choice of matches.
    public Settings with(PairChoice other) {
      return new Settings(
          network,
          headLevel,
          matchRadius,
          sinkhorn,
          loss,
          semantics,
          other,
          pastTargets,
          precision);
    }

    /// The same with so many embeddings of earlier steps.
    public Settings withPast(int targets) {
      return new Settings(
          network, headLevel, matchRadius, sinkhorn, loss, semantics, pairs, targets, precision);
    }

    /// The same with another semantics.
    public Settings with(BatchSemantics other) {
      return new Settings(
          network, headLevel, matchRadius, sinkhorn, loss, other, pairs, pastTargets, precision);
    }
  }

  /// What came of a batch.
  ///
  /// @param total weighted sum of the three
  /// @param mask masked view against the same view
  /// @param roll masked view against the other view
  /// @param local local view against the major view
  /// @param maskPairs matches of that loss
  /// @param rollPairs matches of that loss
  /// @param localPairs matches of that loss
  /// @param maskTargets what the teacher asked for in the first loss
  /// @param localTargets what it asked for in the third
  public record Losses(
      double total,
      double mask,
      double roll,
      double local,
      int maskPairs,
      int rollPairs,
      int localPairs,
      Targets maskTargets,
      Targets localTargets) {
    /// Of a step of several batches: means of losses, sums of pairs, targets of the first.
    static Losses mean(List<Losses> parts) {
      if (parts.size() == 1) {
        return parts.getFirst();
      }
      return new Losses(
          parts.stream().mapToDouble(Losses::total).average().orElseThrow(),
          parts.stream().mapToDouble(Losses::mask).average().orElseThrow(),
          parts.stream().mapToDouble(Losses::roll).average().orElseThrow(),
          parts.stream().mapToDouble(Losses::local).average().orElseThrow(),
          parts.stream().mapToInt(Losses::maskPairs).sum(),
          parts.stream().mapToInt(Losses::rollPairs).sum(),
          parts.stream().mapToInt(Losses::localPairs).sum(),
          parts.getFirst().maskTargets(),
          parts.getFirst().localTargets());
    }

    /// False if one is infinite or no number: then training went wrong.
    public boolean areFinite() {
      return Double.isFinite(total);
    }
  }

  /// Without embeddings of earlier steps.
  ///
  /// @param student names begin with `backbone.`, `mask_head.` and `unmask_head.`
  /// @param teacher the same names
  public Distillation(Settings settings, Weights student, Weights teacher) {
    this(settings, student, teacher, Past.none(), Past.none());
  }

  /// @param student names begin with `backbone.`, `mask_head.` and `unmask_head.`
  /// @param teacher the same names
  /// @param maskPast the teacher's embeddings of earlier steps, of the head for masked views
  /// @param localPast the same of the head for local views
  public Distillation(
      Settings settings, Weights student, Weights teacher, Past maskPast, Past localPast) {
    this.maskTeachings = new Teachings(settings.sinkhorn, teacher.under("mask_head."), maskPast);
    this.localTeachings =
        new Teachings(settings.sinkhorn, teacher.under("unmask_head."), localPast);
    this.settings = settings;
    this.student = student;
    SonataConfig network = settings.network;
    this.studentBackbone =
        new Backbone(network, student.under("backbone."), network.dropPath(), settings.precision);
    this.teacherBackbone = new Backbone(network, teacher.under("backbone."), 0, settings.precision);
  }

  /// Losses of a batch, whose gradients are added to the student's.
  ///
  /// @param owner of the device's memory; what this needs of it is freed before it returns
  /// @param temperature the teacher's
  /// @param draws for drop path and the choice of matches
  public Losses backward(NDManager owner, Batch batch, double temperature, Draws draws) {
    return backward(owner, batch, temperature, draws, 1);
  }

  /// Losses of a part of a step.
  ///
  /// @param share of the step, by which its gradients count
  Losses backward(NDManager owner, Batch batch, double temperature, Draws draws, double share) {
    try (NDManager manager = owner.newSubManager()) {
      return new Run(manager, batch, temperature, draws, share).backward();
    }
  }

  /// One batch on its way.
  private final class Run {
    private final NDManager manager;
    private final Batch batch;
    private final double temperature;
    private final Draws draws;
    private final float share;
    private final Kernels kernels = student.kernels();

    Run(NDManager manager, Batch batch, double temperature, Draws draws, double share) {
      this.manager = manager;
      this.batch = batch;
      this.temperature = temperature;
      this.draws = draws;
      this.share = (float) share;
    }

    private BatchGeometry geometry(List<Pyramid> views) {
      return BatchGeometry.of(manager, views, settings.network.encPatchSize(), settings.semantics);
    }

    Losses backward() {
      BatchGeometry global = geometry(batch.global());
      BatchGeometry masked = batch.masked() == batch.global() ? global : geometry(batch.masked());
      BatchGeometry local = geometry(batch.local());
      int level = settings.headLevel;
      ViewMatching all =
          ViewMatching.of(
              ViewMatching.Points.of(global, level),
              ViewMatching.Points.of(masked, level),
              ViewMatching.Points.of(local, level),
              settings.matchRadius);
      ViewMatching pairs =
          settings.pairs.picksBent()
              ? all.choose(settings.pairs, masked.variation(level), local.variation(level), draws)
              : all.choose(settings.pairs.most(), draws);
      NDArray seen =
          teacherBackbone.upcast(
              manager,
              global,
              teacherBackbone.levels(manager, global, batch.globalFeatures(), null, draws),
              level);
      Teachings.Of maskTargets = maskTeachings.of(manager, seen, temperature);
      Teachings.Of localTargets = localTeachings.of(manager, seen, temperature);
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        NDArray features =
            studentBackbone.upcast(
                manager,
                masked,
                studentBackbone.levels(
                    manager, masked, batch.globalFeatures(), batch.hidden(), draws),
                level);
        NDArray scores = head(student, "mask_head.", features);
        NDArray mask = loss(scores, pairs.mask(), masked, maskTargets);
        NDArray roll = loss(scores, pairs.roll(), masked, maskTargets);
        features =
            studentBackbone.upcast(
                manager,
                local,
                studentBackbone.levels(manager, local, batch.localFeatures(), null, draws),
                level);
        scores = head(student, "unmask_head.", features);
        NDArray details = loss(scores, pairs.local(), local, localTargets);
        float[] shares = LOSS_WEIGHTS.clone();
        for (int i = 0; i < shares.length; i++) {
          shares[i] *= share;
        }
        NDArray weights = Torch.floats(manager, new Shape(shares.length), shares);
        NDArray total = kernels.record(manager, "weighted", mask, roll, details, weights);
        collector.backward(total);
        if (Double.isFinite(number(total))) {
          maskTargets.remember(pairs.mask());
          localTargets.remember(pairs.local());
        }
        return new Losses(
            number(total) / share,
            number(mask),
            number(roll),
            number(details),
            pairs.mask().count(),
            pairs.roll().count(),
            pairs.local().count(),
            maskTargets.seen(),
            localTargets.seen());
      }
    }

    private NDArray head(Weights weights, String name, NDArray features) {
      return new OnlineCluster(weights.under(name)).scores(manager, features);
    }

    private NDArray loss(
        NDArray scores, Matches matches, BatchGeometry geometry, Teachings.Of teachings) {
      if (matches.count() == 0) {
        return manager.create(0f);
      }
      NDArray targets = teachings.targets(matches);
      return settings.loss.of(
          kernels, manager, scores, matches.student(), targets, weights(matches, geometry));
    }

    private float[] weights(Matches matches, BatchGeometry geometry) {
      int[] viewOf = geometry.views(settings.headLevel);
      int[] views = Arrays.stream(matches.student()).map(row -> viewOf[row]).toArray();
      if (settings.pairs.ofFlat() == 1 || settings.pairs.picksBent()) {
        return ClusterLoss.weights(views);
      }
      float[] variation = geometry.variation(settings.headLevel);
      float[] importance = new float[views.length];
      for (int i = 0; i < importance.length; i++) {
        importance[i] = settings.pairs.importance(variation[matches.student()[i]]);
      }
      return ClusterLoss.weights(views, importance);
    }

    private double number(NDArray one) {
      try (NDArray value = one.stopGradient()) {
        return Torch.toArray(value)[0];
      }
    }
  }
}
