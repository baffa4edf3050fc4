package cadenza.app.pipeline;

/// A scan that cannot be encoded at its grid in the memory there is. The message has the numbers
/// and, after a dash, what to do.
public final class MemoryShortageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient MemoryPlan plan;

  /// @param before what was tried first and failed, a sentence and a space; may be empty
  public MemoryShortageException(String before, MemoryPlan plan) {
    super(before + plan.refusal());
    this.plan = plan;
  }

  /// What it would take, and the grid at which there would be room.
  public MemoryPlan plan() {
    return plan;
  }
}
