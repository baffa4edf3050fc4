package cadenza.render;

/// A point or direction in world coordinates, in metres.
public record Vec3(double x, double y, double z) {
  public static final Vec3 ZERO = new Vec3(0, 0, 0);

  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public double distance(Vec3 other) {
    return minus(other).length();
  }

  /// The point a fraction `t` of the way to `other`.
  public Vec3 lerp(Vec3 other, double t) {
    return new Vec3(x + (other.x - x) * t, y + (other.y - y) * t, z + (other.z - z) * t);
  }
}
