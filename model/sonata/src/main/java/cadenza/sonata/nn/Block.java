package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;

/// One transformer block (S/model.py:289, pre-norm, no drop path: for inference).
///
/// ```
/// x += LN(linear(conv(x)))        where am I?
/// x += attention(LN(x))           what is along the curve?
/// x += perceptron(LN(x))          what does it mean?
/// ```
public final class Block {
  private final ConditionalPositionalEncoding cpe;
  private final LayerNorm norm1;
  private final SerializedAttention attention;
  private final LayerNorm norm2;
  private final Perceptron perceptron;

  /// @param parameters names begin at this block
  public Block(Parameters parameters, int heads) {
    this.cpe = new ConditionalPositionalEncoding(parameters, "cpe");
    this.norm1 = new LayerNorm(parameters, "norm1.0");
    this.attention = new SerializedAttention(parameters, "attn", heads);
    this.norm2 = new LayerNorm(parameters, "norm2.0");
    this.perceptron = new Perceptron(parameters, "mlp.0");
  }

  public ConditionalPositionalEncoding cpe() {
    return cpe;
  }

  public LayerNorm norm1() {
    return norm1;
  }

  public SerializedAttention attention() {
    return attention;
  }

  public LayerNorm norm2() {
    return norm2;
  }

  public Perceptron perceptron() {
    return perceptron;
  }

  /// Runs the block.
  ///
  /// @param x `(voxels, channels)`; its contents are lost
  /// @param y gets the result, `(voxels, channels)`
  /// @param curve which curve to attend along, 0 to 3
  public void forward(NDArray x, NDArray y, LevelTensors level, int curve, Steps steps) {
    cpe.addTo(x, y, level, steps);
    steps.blockDone(1.0 / 3);
    attention.addTo(y, norm1, level, curve, steps);
    steps.blockDone(2.0 / 3);
    perceptron.addTo(y, norm2, level.stretch(), steps);
  }
}
