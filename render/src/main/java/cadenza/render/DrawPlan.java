package cadenza.render;

import org.jspecify.annotations.Nullable;

/// Which cells of a draw order a picture takes, and how many points of each.
///
/// # How it works
///
/// Cells out of sight are left out. Of a cell whose points lie q pixels apart in the picture, a
/// fraction f leaves them q / √f apart; all cells are thinned to one distance in pixels, so that
/// near ones keep more of their points than far ones. A picture in motion takes the smallest
/// distance whose points fit into the budget. A standing one takes every point, unless they lie
/// closer than [#FINEST_PIXELS] and are very many: what is thinner than that cannot be told apart.
public final class DrawPlan {
  /// Points closer together than this in the picture say nothing that fewer would not.
  public static final double FINEST_PIXELS = 0.5;

  /// So many points are drawn whole, however close together they are.
  private static final int ALWAYS_WHOLE = 2_000_000;

  private static final double COARSEST_PIXELS = 64;
  private static final int HALVINGS = 14;

  private final int[] cells;
  private final int[] counts;
  private final float[] gaps;
  private final int size;
  private final long pointsInSight;
  private final long points;
  private final boolean whole;

  private DrawPlan(int[] cells, int[] counts, float[] gaps, int size, long inSight, long points) {
    this.cells = cells;
    this.counts = counts;
    this.gaps = gaps;
    this.size = size;
    this.pointsInSight = inSight;
    this.points = points;
    this.whole = points == inSight;
  }

  /// Everything that can be told apart.
  public static DrawPlan complete(
      DrawOrder order, Projection projection, @Nullable ClipBox clip, int width, int height) {
    return of(order, projection, clip, width, height, Double.POSITIVE_INFINITY);
  }

  /// As much as there is time for.
  ///
  /// @param mostPoints about so many points at most
  public static DrawPlan of(
      DrawOrder order,
      Projection projection,
      @Nullable ClipBox clip,
      int width,
      int height,
      double mostPoints) {
    int n = order.cellCount();
    int[] cells = new int[n];
    float[] squares = new float[n];
    float[] box = new float[4];
    Reach reach = Reach.of(clip, order.center());
    int size = 0;
    long inSight = 0;
    for (int cell = 0; cell < n; cell++) {
      if (reach.touches(order.cellSpheres(), cell)
          && projection.bounds(order, cell, Projection.MAX_SPLAT, width, height, box)) {
        double apart = projection.pixelsApart(order, cell);
        squares[size] = (float) (apart * apart);
        cells[size++] = cell;
        inSight += order.pointCount(cell);
      }
    }
    double pixels = 0;
    if (inSight > Math.min(mostPoints, ALWAYS_WHOLE)) {
      pixels = finest(order, cells, squares, size, mostPoints);
    }
    int[] counts = new int[size];
    float[] gaps = new float[size];
    long points = 0;
    for (int i = 0; i < size; i++) {
      int all = order.pointCount(cells[i]);
      counts[i] = thinned(all, squares[i], pixels);
      gaps[i] = counts[i] == all ? 1 : (float) Math.sqrt((double) all / counts[i]);
      points += counts[i];
    }
    return new DrawPlan(cells, counts, gaps, size, inSight, points);
  }

  /// The smallest distance in pixels at which there are not too many points.
  private static double finest(
      DrawOrder order, int[] cells, float[] squares, int size, double mostPoints) {
    double low = FINEST_PIXELS;
    if (total(order, cells, squares, size, low) <= mostPoints) {
      return low;
    }
    double high = COARSEST_PIXELS;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = Math.sqrt(low * high);
      if (total(order, cells, squares, size, middle) > mostPoints) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double total(
      DrawOrder order, int[] cells, float[] squares, int size, double pixels) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += thinned(order.pointCount(cells[i]), squares[i], pixels);
    }
    return sum;
  }

  private static int thinned(int all, float square, double pixels) {
    double fraction = square / (pixels * pixels);
    // NaN where nothing is thinned and the points lie in one place.
    return fraction < 1 ? Math.max(1, (int) (all * fraction)) : all;
  }

  /// How many cells the picture takes.
  public int size() {
    return size;
  }

  public int cell(int entry) {
    return cells[entry];
  }

  /// How many points of the cell.
  public int count(int entry) {
    return counts[entry];
  }

  /// The first point of the cell to take: thinned cells show other points in each sample, so that
  /// their mean is one over more of them.
  public int first(DrawOrder order, int entry, int sample) {
    int spare = order.pointCount(cells[entry]) - counts[entry];
    return spare == 0 ? 0 : (int) ((long) sample * counts[entry] % (spare + 1));
  }

  /// How much wider the gaps between these points are than between all points of the cell.
  public float gap(int entry) {
    return gaps[entry];
  }

  /// Points of the picture.
  public long points() {
    return points;
  }

  /// Points of the cells in sight.
  public long pointsInSight() {
    return pointsInSight;
  }

  /// Whether it takes all points of the cells in sight.
  public boolean isWhole() {
    return whole;
  }

  /// The entry after those from `first` on that have no more than so many points together; at least
  /// one further.
  public int advance(int first, double mostPoints) {
    double sum = first < size ? counts[first] : 0;
    int entry = Math.min(size, first + 1);
    while (entry < size && sum + counts[entry] <= mostPoints) {
      sum += counts[entry++];
    }
    return entry;
  }

  /// Points of the entries before `end`.
  public long pointsBefore(int end) {
    if (end == size) {
      return points;
    }
    long sum = 0;
    for (int entry = 0; entry < end; entry++) {
      sum += counts[entry];
    }
    return sum;
  }

  /// What a clip box leaves.
  private record Reach(float @Nullable [] box) {
    static Reach of(@Nullable ClipBox clip, double[] center) {
      return new Reach(clip == null ? null : clip.relativeTo(center));
    }

    boolean touches(float[] spheres, int cell) {
      if (box == null) {
        return true;
      }
      float x = spheres[4 * cell] - box[0];
      float y = spheres[4 * cell + 1] - box[1];
      float z = spheres[4 * cell + 2] - box[2];
      float slack = spheres[4 * cell + 3];
      return Math.abs(x * box[6] + y * box[7]) <= box[3] + slack
          && Math.abs(y * box[6] - x * box[7]) <= box[4] + slack
          && Math.abs(z) <= box[5] + slack;
    }
  }
}
