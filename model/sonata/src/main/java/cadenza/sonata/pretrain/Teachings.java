package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Parameters;
import java.util.stream.IntStream;

/// What one head of the teacher says about points, balanced over prototypes.
///
/// # How it works
///
/// With one small scene a step there are too few points to use all prototypes alike in it: a room
/// without chairs would have to be told apart as finely as one with them. So targets are balanced
/// together with embeddings of earlier steps ([Past]), scored against today's prototypes.
final class Teachings {
  private final Sinkhorn sinkhorn;
  private final Parameters parameters;
  private final OnlineCluster head;
  private final Past past;

  /// @param parameters the head's
  /// @param past embeddings of earlier steps
  Teachings(Sinkhorn sinkhorn, Parameters parameters, Past past) {
    this.sinkhorn = sinkhorn;
    this.parameters = parameters;
    this.head = new OnlineCluster(parameters);
    this.past = past;
  }

  /// About the points of a batch.
  ///
  /// @param features the teacher's, `(rows, channels)`
  Of of(NDManager manager, NDArray features, double temperature) {
    return new Of(manager, features, temperature);
  }

  /// The points of one batch.
  final class Of {
    private final NDManager manager;
    private final double temperature;
    private final NDArray embedded; // (rows, embedding)
    private final NDArray scores; // (rows, prototypes)
    private final Kernels kernels = parameters.kernels();

    private Targets seen = Targets.NONE;

    private Of(NDManager manager, NDArray features, double temperature) {
      this.manager = manager;
      this.temperature = temperature;
      this.embedded = head.embedded(manager, features);
      this.scores = head.compared(manager, embedded);
    }

    /// Targets of matches, `(matches, prototypes)`; the first ones are remembered as [#seen()].
    NDArray targets(Matches matches) {
      NDArray targets = balanced(matches);
      if (seen.matches() == 0) {
        seen = Targets.of(kernels, manager, targets, matches.count());
      }
      return targets;
    }

    /// How the first targets that were asked for use prototypes.
    Targets seen() {
      return seen;
    }

    private NDArray balanced(Matches matches) {
      NDArray matched =
          kernels.record(manager, "rows", scores, Torch.indices(manager, matches.teacher()));
      if (past.count() == 0) {
        return sinkhorn.targets(kernels, manager, matched, temperature);
      }
      NDArray before = head.compared(manager, past.embedded(manager, kernels));
      NDArray both = kernels.record(manager, "joined_rows", matched, before);
      NDArray targets = sinkhorn.targets(kernels, manager, both, temperature);
      int[] own = IntStream.range(0, matches.count()).toArray();
      return kernels.record(manager, "rows", targets, Torch.indices(manager, own));
    }

    /// Keeps the embeddings of matched points for later steps.
    void remember(Matches matches) {
      past.add(kernels, embedded, matches.teacher());
    }
  }
}
