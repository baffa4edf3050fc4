package cadenza.render.select;

/// What is inside an outline that crosses itself.
public enum FillRule {
  /// What is surrounded an odd number of times.
  EVEN_ODD,
  /// What is surrounded at all: a lasso that loops over itself keeps the overlap.
  NON_ZERO
}
