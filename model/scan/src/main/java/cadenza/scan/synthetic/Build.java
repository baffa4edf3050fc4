package cadenza.scan.synthetic;

/// Puts primitives of one object into a room, in the object's own frame.
///
/// Immutable but for the [Solids] it adds to: [#at(Pose)], [#moved], [#as(SemanticClass)] give
/// builders with another frame, class or instance.
final class Build {
  /// A point of a surface for parameters u, v in [0, 1].
  interface Surface {
    double[] at(double u, double v);
  }

  private final Solids solids;
  private final Lighting lighting;
  private final Pose pose;
  private final SemanticClass label;
  private final int instance;
  private final Dice dice;
  private final int[] nextInstance;
  private final boolean sharedTexture;

  private Build(
      Solids solids,
      Lighting lighting,
      Pose pose,
      SemanticClass label,
      int instance,
      Dice dice,
      int[] nextInstance,
      boolean sharedTexture) {
    this.solids = solids;
    this.lighting = lighting;
    this.pose = pose;
    this.label = label;
    this.instance = instance;
    this.dice = dice;
    this.nextInstance = nextInstance;
    this.sharedTexture = sharedTexture;
  }

  static Build into(Solids solids, Lighting lighting, Dice dice) {
    return new Build(
        solids, lighting, Pose.IDENTITY, SemanticClass.UNLABELLED, 0, dice, new int[] {1}, false);
  }

  Dice dice() {
    return dice;
  }

  Build at(Pose inner) {
    return new Build(
        solids, lighting, pose.then(inner), label, instance, dice, nextInstance, sharedTexture);
  }

  Build moved(double x, double y, double z) {
    return at(Pose.IDENTITY.moved(x, y, z));
  }

  /// A new object of a class.
  Build as(SemanticClass other) {
    return new Build(
        solids, lighting, pose, other, nextInstance[0]++, dice, nextInstance, sharedTexture);
  }

  /// Textures run through all parts in this builder's frame instead of starting anew in each.
  Build withSharedTexture() {
    return new Build(solids, lighting, pose, label, instance, dice, nextInstance, true);
  }

  /// A box given by its middle and full sizes.
  void box(Material m, double x, double y, double z, double sx, double sy, double sz) {
    shape(Solids.BOX, m, pose.moved(x, y, z), sx / 2, sy / 2, sz / 2, 0);
  }

  /// A box given by its lower and upper corners.
  void span(Material m, double x0, double y0, double z0, double x1, double y1, double z1) {
    box(m, (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2, x1 - x0, y1 - y0, z1 - z0);
  }

  /// A box with rounded edges; the radius is cut to what fits.
  void soft(Material m, double x, double y, double z, double sx, double sy, double sz, double r) {
    double fit = Math.min(r, 0.499 * Math.min(sx, Math.min(sy, sz)));
    shape(Solids.ROUNDED, m, pose.moved(x, y, z), sx / 2, sy / 2, sz / 2, fit);
  }

  private void shape(byte kind, Material m, Pose frame, double a, double b, double c, double r) {
    int longest = a >= b && a >= c ? 0 : b >= c ? 1 : 2;
    solids.add(kind, part(m, frame, longest), frame, new double[] {a, b, c, r}, a, b, c);
  }

  private int part(Material m, Pose frame, int longest) {
    Pose texture = sharedTexture ? pose : frame;
    int salt = sharedTexture ? longest : ((int) dice.next() << 2) | longest;
    return solids.addPart(new Solids.Part(label, instance, m, texture.inverse(), salt));
  }

  /// A lamp's light from a ball around a place of this frame.
  void light(double x, double y, double z, double radius, Rgb power) {
    lighting.addLamp(pose.apply(x, y, z), radius, power);
  }

  /// Light from a rectangle in this frame's x-z plane, towards its negative y.
  void panelLight(double halfWidth, double halfHeight, Rgb radiance) {
    lighting.addPanel(pose, halfWidth, halfHeight, radiance);
  }

  /// An ellipsoid given by its middle and radii.
  void ball(Material m, double x, double y, double z, double rx, double ry, double rz) {
    shape(Solids.ELLIPSOID, m, pose.moved(x, y, z), rx, ry, rz, 0);
  }

  /// A standing cylinder or cone from height `z0` to `z1`.
  void drum(Material m, double x, double y, double z0, double z1, double r0, double r1) {
    Pose frame = pose.moved(x, y, (z0 + z1) / 2);
    cone(m, frame, (z1 - z0) / 2, r0, r1);
  }

  /// A rod between two points, tapering from radius `r0` to `r1`.
  void rod(
      Material m,
      double x0,
      double y0,
      double z0,
      double x1,
      double y1,
      double z1,
      double r0,
      double r1) {
    double[] axis = {x1 - x0, y1 - y0, z1 - z0};
    double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
    Primitives.unit(axis);
    double[] side = Math.abs(axis[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0};
    double[] x = cross(side, axis);
    Primitives.unit(x);
    double[] y = cross(axis, x);
    double[] middle = {(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2};
    cone(m, pose.then(Pose.of(x, y, axis, middle)), length / 2, r0, r1);
  }

  private void cone(Material m, Pose frame, double half, double r0, double r1) {
    double r = Math.max(r0, r1);
    solids.add(Solids.CONE, part(m, frame, 2), frame, new double[] {half, r0, r1}, r, r, half);
  }

  /// A smooth surface of `nu` by `nv` squares, each two triangles.
  void patch(Material m, int nu, int nv, Surface surface) {
    double[][][] grid = new double[nu + 1][nv + 1][];
    for (int i = 0; i <= nu; i++) {
      for (int j = 0; j <= nv; j++) {
        double[] p = surface.at((double) i / nu, (double) j / nv);
        grid[i][j] = pose.apply(p[0], p[1], p[2]);
      }
    }
    double[][][] normals = new double[nu + 1][nv + 1][];
    for (int i = 0; i <= nu; i++) {
      for (int j = 0; j <= nv; j++) {
        double[] du = minus(grid[Math.min(i + 1, nu)][j], grid[Math.max(i - 1, 0)][j]);
        double[] dv = minus(grid[i][Math.min(j + 1, nv)], grid[i][Math.max(j - 1, 0)]);
        normals[i][j] = cross(du, dv);
        Primitives.unit(normals[i][j]);
      }
    }
    int part = part(m, pose, 0);
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j < nv; j++) {
        triangle(part, grid, normals, i, j, i + 1, j, i + 1, j + 1);
        triangle(part, grid, normals, i, j, i + 1, j + 1, i, j + 1);
      }
    }
  }

  private void triangle(
      int part, double[][][] p, double[][][] n, int a, int b, int c, int d, int e, int f) {
    solids.addTriangle(part, p[a][b], p[c][d], p[e][f], n[a][b], n[c][d], n[e][f]);
  }

  /// A vessel turned on a lathe: the profile gives radius and height for v in [0, 1]; `stretch`
  /// scales y to make it oval.
  void lathe(Material m, int around, int along, double stretch, Profile profile) {
    patch(
        m,
        around,
        along,
        (u, v) -> {
          double angle = 2 * Math.PI * u;
          double r = profile.radius(v);
          return new double[] {
            r * StrictMath.cos(angle), stretch * r * StrictMath.sin(angle), profile.height(v)
          };
        });
  }

  /// The outline of a lathe-turned body.
  interface Profile {
    double radius(double v);

    double height(double v);

    /// Straight pieces through points (radius, height).
    static Profile through(double... points) {
      return new Profile() {
        @Override
        public double radius(double v) {
          return value(v, 0);
        }

        @Override
        public double height(double v) {
          return value(v, 1);
        }

        private double value(double v, int which) {
          int pieces = points.length / 2 - 1;
          double at = Math.min(v * pieces, pieces - 1e-9);
          int i = (int) at;
          return Noise.mix(points[2 * i + which], points[2 * i + 2 + which], at - i);
        }
      };
    }
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
