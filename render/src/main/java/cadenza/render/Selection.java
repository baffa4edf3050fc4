package cadenza.render;

import java.util.BitSet;

/// Points of one cloud, by index. Immutable: the methods that combine give new ones.
public final class Selection {
  private final int pointCount;
  private final BitSet points;
  private final int size;

  private Selection(int pointCount, BitSet points) {
    this.pointCount = pointCount;
    this.points = points;
    this.size = points.cardinality();
  }

  /// No points of a cloud of so many.
  public static Selection none(int pointCount) {
    return new Selection(pointCount, new BitSet());
  }

  /// All points of a cloud of so many.
  public static Selection all(int pointCount) {
    BitSet points = new BitSet(pointCount);
    points.set(0, pointCount);
    return new Selection(pointCount, points);
  }

  /// These points, which are copied.
  ///
  /// @throws IllegalArgumentException if one of them is beyond the cloud
  public static Selection of(int pointCount, BitSet points) {
    if (points.length() > pointCount) {
      throw new IllegalArgumentException(
          "point " + (points.length() - 1) + " of a cloud of " + pointCount);
    }
    return new Selection(pointCount, (BitSet) points.clone());
  }

  /// Points of the cloud it is a selection of.
  public int pointCount() {
    return pointCount;
  }

  /// How many points are selected.
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public boolean contains(int point) {
    return points.get(point);
  }

  /// The points, to do with as one likes.
  public BitSet toBitSet() {
    return (BitSet) points.clone();
  }

  /// The next selected point from `from` on; -1 if there is none.
  public int next(int from) {
    return points.nextSetBit(from);
  }

  public Selection plus(Selection other) {
    BitSet both = toBitSet();
    both.or(checked(other).points);
    return new Selection(pointCount, both);
  }

  public Selection minus(Selection other) {
    BitSet left = toBitSet();
    left.andNot(checked(other).points);
    return new Selection(pointCount, left);
  }

  /// The points that are in both.
  public Selection and(Selection other) {
    BitSet common = toBitSet();
    common.and(checked(other).points);
    return new Selection(pointCount, common);
  }

  /// All other points of the cloud.
  public Selection inverted() {
    BitSet others = toBitSet();
    others.flip(0, pointCount);
    return new Selection(pointCount, others);
  }

  private Selection checked(Selection other) {
    if (other.pointCount != pointCount) {
      throw new IllegalArgumentException(
          "selections of clouds of " + pointCount + " and " + other.pointCount + " points");
    }
    return other;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selection selection
        && selection.pointCount == pointCount
        && selection.points.equals(points);
  }

  @Override
  public int hashCode() {
    return 31 * pointCount + points.hashCode();
  }

  @Override
  public String toString() {
    return size + " of " + pointCount + " points";
  }
}
