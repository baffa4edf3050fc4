package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.nn.Parameters;

/// The head of student and teacher: to which prototype a point belongs
/// (P/models/sonata/sonata_v1m1_base.py:28).
///
/// # How it works
///
/// `z = linear(GELU(linear(x)))` is scaled to length 1 and multiplied with prototypes of length 1,
/// so scores are cosines. Prototypes are weight-normalised: their direction `v` learns, their
/// length `g` stays 1, which keeps a prototype from winning by size.
public final class OnlineCluster {
  /// Ends of the names of a prototype's length and direction (PyTorch 2.1 and later).
  static final String LENGTH = "prototype.parametrizations.weight.original0";

  static final String DIRECTION = "prototype.parametrizations.weight.original1";

  private final Parameters parameters;

  /// @param parameters names begin at the head: `mlp.0.weight` and so on
  public OnlineCluster(Parameters parameters) {
    this.parameters = parameters;
  }

  /// Whether a weight of that name is a length of prototypes, which never learns.
  static boolean isLength(String name) {
    return name.endsWith(LENGTH);
  }

  /// What is compared with prototypes, rows of length 1.
  ///
  /// @param x features, `(rows, channels)`
  /// @return `(rows, embedding)`
  public NDArray embedded(NDManager manager, NDArray x) {
    return parameters
        .kernels()
        .record(
            manager,
            "embedded",
            x,
            parameters.get("mlp.0.weight"),
            parameters.get("mlp.0.bias"),
            parameters.get("mlp.2.weight"),
            parameters.get("mlp.2.bias"));
  }

  /// Cosines of embedded rows and prototypes.
  ///
  /// @param embedded as [#embedded] gave them
  /// @return `(rows, prototypes)`
  public NDArray compared(NDManager manager, NDArray embedded) {
    return parameters
        .kernels()
        .record(manager, "compared", embedded, parameters.get(LENGTH), parameters.get(DIRECTION));
  }

  /// Cosines of rows and prototypes.
  ///
  /// @param x features, `(rows, channels)`
  /// @return `(rows, prototypes)`
  public NDArray scores(NDManager manager, NDArray x) {
    return compared(manager, embedded(manager, x));
  }
}
