package cadenza.probe;

import cadenza.scan.Progress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/// Multinomial logistic regression with a penalty on the weights, to convergence.
///
/// # How it works
///
/// Least of `Σ_i w_i loss_i + λ/2 ‖W‖²` over weights `W` and free biases by L-BFGS. The best
/// weights are a combination of examples, and so is every step on the way if the start is one. So
/// weights are held as coefficients of examples and as products with examples ([Combination]); a
/// step costs one product with the examples' Gram matrix, a thousand by a thousand numbers, and
/// none with the features, which are longer and would be needed twice. The search along a step
/// knows the products and costs a softmax a try, so it is done well.
final class SoftmaxRegression {
  private static final int MEMORY = 10;
  private static final int MOST_STEPS = 1000;
  private static final int MOST_STEPS_IN_VAIN = 30;
  private static final int REFRESHED_AFTER = 40;
  private static final int MOST_TRIES = 20;

  /// Where along a step the slope is this share of what it was, the step is long enough.
  private static final double FLAT = .2;

  /// The bias is the weight of a channel of this value, so that it learns as fast as the others.
  private static final double BIAS_CHANNEL = 8;

  private final float[][] gram; // (slots, slots)
  private final float[] weights; // (slots), sum 1
  private final int[] labels; // (slots), 0 where the weight is 0
  private final int classes;
  private final double strength;
  private final Combination here;
  private final float[][] rest; // probability minus truth, weighted, (classes, slots)
  private final float[][] logits; // (classes, slots)
  private final float[] largest; // (slots)
  private final float[] sum; // (slots)
  private double losses; // where the softmax was taken last
  private int steps;

  /// @param start coefficients and biases to begin from; becomes the answer
  SoftmaxRegression(
      float[][] gram, float[] weights, int[] labels, double strength, Combination start) {
    this.gram = gram;
    this.weights = weights;
    this.labels = labels;
    this.classes = start.a().length;
    this.strength = strength;
    this.here = start;
    this.rest = new float[classes][weights.length];
    this.logits = new float[classes][weights.length];
    this.largest = new float[weights.length];
    this.sum = new float[weights.length];
  }

  /// Steps taken so far.
  int steps() {
    return steps;
  }

  static double bias(Combination answer, int k) {
    return BIAS_CHANNEL * answer.b()[k];
  }

  /// @param tolerance share of the gradient at zero weights that the answer's may have
  void solve(double tolerance, Progress progress) {
    double enough = tolerance * gradientAtZero();
    Combination.multiply(here.a(), gram, here.z());
    Combination none = Combination.zero(classes, weights.length);
    evaluate(0, none);
    Combination gradient = gradient();
    Combination direction = Combination.zero(classes, weights.length);
    Deque<Pair> pairs = new ArrayDeque<>();
    double norm = Math.sqrt(Math.max(0, gradient.dot(gradient)));
    double least = norm;
    int leastAt = 0;
    while (norm > enough && steps < MOST_STEPS && steps - leastAt < MOST_STEPS_IN_VAIN) {
      progress.checkCancelled();
      descend(gradient, pairs, direction);
      double step = search(direction, pairs.isEmpty() ? Math.min(1, 1 / norm) : 1);
      if (step == 0) {
        if (pairs.isEmpty()) {
          break; // as flat as single precision can tell
        }
        pairs.clear();
        continue;
      }
      here.add(step, direction);
      if (++steps % REFRESHED_AFTER == 0) {
        Combination.multiply(here.a(), gram, here.z());
        evaluate(0, none);
      }
      Combination next = gradient();
      remember(pairs, direction, step, next, gradient);
      gradient = next;
      norm = Math.sqrt(Math.max(0, gradient.dot(gradient)));
      if (norm < least) {
        least = norm;
        leastAt = steps;
      }
    }
  }

  private double gradientAtZero() {
    evaluate(0, Combination.zero(classes, weights.length), false);
    Combination gradient = gradient(false);
    return Math.sqrt(Math.max(0, gradient.dot(gradient)));
  }

  private Combination gradient() {
    return gradient(true);
  }

  private Combination gradient(boolean fromHere) {
    Combination out = Combination.zero(classes, weights.length);
    Combination.multiply(rest, gram, out.z());
    for (int k = 0; k < classes; k++) {
      System.arraycopy(rest[k], 0, out.a()[k], 0, weights.length);
      double total = 0;
      for (float r : rest[k]) {
        total += r;
      }
      out.b()[k] = BIAS_CHANNEL * total;
      if (fromHere) {
        Axpy.add(out.a()[k], here.a()[k], (float) strength, 0, weights.length);
        Axpy.add(out.z()[k], here.z()[k], (float) strength, 0, weights.length);
      }
    }
    return out;
  }

  /// A step and what the gradient changed by along it.
  private record Pair(Combination step, Combination change, double product, double length) {}

  private static void remember(
      Deque<Pair> pairs, Combination direction, double step, Combination next, Combination last) {
    Pair oldest = pairs.size() == MEMORY ? pairs.removeLast() : null;
    int classes = direction.a().length;
    int slots = direction.a()[0].length;
    Combination s = oldest == null ? Combination.zero(classes, slots) : oldest.step();
    s.set(direction);
    s.scale(step);
    Combination y = last; // not needed any more
    y.scale(-1);
    y.add(1, next);
    double product = s.dot(y);
    double length = y.dot(y);
    if (product > 0 && length > 0) {
      pairs.addFirst(new Pair(s, y, product, length));
    }
  }

  // The two loops of L-BFGS.
  private static void descend(Combination gradient, Deque<Pair> pairs, Combination out) {
    out.set(gradient);
    double[] factors = new double[pairs.size()];
    int i = 0;
    for (Pair pair : pairs) {
      factors[i] = pair.step().dot(out) / pair.product();
      out.add(-factors[i++], pair.change());
    }
    if (!pairs.isEmpty()) {
      out.scale(pairs.getFirst().product() / pairs.getFirst().length());
    }
    for (Iterator<Pair> pair = pairs.descendingIterator(); pair.hasNext(); ) {
      Pair p = pair.next();
      double factor = p.change().dot(out) / p.product();
      out.add(factors[--i] - factor, p.step());
    }
    out.scale(-1);
  }

  // The value along a direction is convex: look for where its slope is small. Leaves the softmax of
  // the place that is returned, 0 if there is none.
  private double search(Combination direction, double first) {
    Line line = new Line(direction);
    double startSlope = line.slope(0);
    double start = line.value(0);
    if (!(startSlope < 0)) {
      return 0;
    }
    double low = 0;
    double lowSlope = startSlope;
    double high = Double.POSITIVE_INFINITY;
    double highSlope = 0;
    double step = first;
    for (int i = 0; i < MOST_TRIES; i++) {
      evaluate(step, direction);
      double slope = line.slope(step);
      if (Math.abs(slope) <= -FLAT * startSlope
          && line.value(step) <= start + 1e-6 * Math.abs(start)) {
        return step;
      }
      if (slope < 0) {
        double next =
            slope > lowSlope ? step - slope * (step - low) / (slope - lowSlope) : 4 * step;
        low = step;
        lowSlope = slope;
        step = Math.min(high, Math.clamp(next, 1.5 * step, 8 * step));
      } else {
        high = step;
        highSlope = slope;
      }
      if (high < Double.POSITIVE_INFINITY) {
        double share = -lowSlope / (highSlope - lowSlope);
        step = low + (high - low) * Math.clamp(share, .05, .95);
      }
    }
    evaluate(low, direction);
    return low;
  }

  /// Value and slope along a direction from here, where the softmax was taken last.
  private final class Line {
    private final Combination direction;
    private final double hereHere;
    private final double hereThere;
    private final double thereThere;

    Line(Combination direction) {
      this.direction = direction;
      this.hereHere = here.dotOfWeights(here);
      this.hereThere = here.dotOfWeights(direction);
      this.thereThere = direction.dotOfWeights(direction);
    }

    double value(double step) {
      return losses + strength / 2 * (hereHere + step * (2 * hereThere + step * thereThere));
    }

    double slope(double step) {
      return slopeOfLosses(direction) + strength * (hereThere + step * thereThere);
    }
  }

  private double slopeOfLosses(Combination direction) {
    double out = 0;
    for (int k = 0; k < classes; k++) {
      double total = 0;
      for (float r : rest[k]) {
        total += r;
      }
      out += Combination.dot(rest[k], direction.z()[k]) + BIAS_CHANNEL * direction.b()[k] * total;
    }
    return out;
  }

  private void evaluate(double step, Combination direction) {
    evaluate(step, direction, true);
  }

  // Losses at a step from here, or from zero, and what is left of the truth there.
  private void evaluate(double step, Combination direction, boolean fromHere) {
    int slots = weights.length;
    for (int k = 0; k < classes; k++) {
      double bias = BIAS_CHANNEL * ((fromHere ? here.b()[k] : 0) + step * direction.b()[k]);
      Arrays.fill(logits[k], (float) bias);
      if (fromHere) {
        Axpy.add(logits[k], here.z()[k], 1, 0, slots);
      }
      Axpy.add(logits[k], direction.z()[k], (float) step, 0, slots);
    }
    losses = 0;
    Softmax.largest(logits, largest, 0, slots);
    for (int i = 0; i < slots; i++) {
      losses += weights[i] * ((double) largest[i] - logits[labels[i]][i]);
    }
    Softmax.exponentials(logits, largest, rest, sum, 0, slots);
    for (int i = 0; i < slots; i++) {
      losses += weights[i] * Math.log(sum[i]);
      sum[i] = weights[i] / sum[i];
    }
    for (int k = 0; k < classes; k++) {
      multiply(rest[k], sum);
    }
    for (int i = 0; i < slots; i++) {
      rest[labels[i]][i] -= weights[i];
    }
  }

  private static void multiply(float[] x, float[] factors) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factors[i];
    }
  }
}
