package cadenza.render;

/// Half line through a pixel: `origin` in metres, `direction` of unit length, away from the eye.
public record Ray(Vec3 origin, Vec3 direction) {
  public Vec3 at(double meters) {
    return origin.plus(direction.times(meters));
  }
}
