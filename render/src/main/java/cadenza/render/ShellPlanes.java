package cadenza.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The planes of a room's walls, floor and ceiling, from patches that each have their own opinion.
///
/// # How it works
///
/// A patch that `RoomShell` takes for a piece of the shell proposes a plane; proposals of about the
/// same direction and offset are put together, the heaviest first. A plane is of the shell if a
/// good part of everything that lies in it says so. Then all that lies in it belongs to it, also
/// the wall behind the shelf, which by itself could not tell.
final class ShellPlanes {
  private static final double SAME_DIRECTION = 0.94;
  private static final double NEARLY_PARALLEL = 0.985;

  /// In a corner, planes are fitted to points of two walls at once and lie across.
  private static final double OBLIQUE = 0.4;

  private static final double SAME_OFFSET_METERS = 0.10;
  private static final double BIN_METERS = 0.15;
  private static final int BINS_A_UNIT = 4;

  /// Least part of the points in a plane that must say so, and least part of the scan in it.
  private static final double AGREEMENT = 0.3;

  private static final double LEAST_SHARE = 0.015;
  private static final int MOST_PLANES = 24;

  /// How far from a plane a point may lie, inward and outward.
  private static final double INWARD_METERS = 0.07;

  private static final double OUTWARD_METERS = 0.3;

  /// A piece of surface: where, which way (inward if `shell`), of how many points.
  record Patch(Vec3 mean, Vec3 normal, int points, boolean shell) {}

  private record Plane(Vec3 inward, double offset) {
    double height(Vec3 point) {
      return inward.dot(point) - offset;
    }

    boolean holds(Patch patch) {
      return Math.abs(inward.dot(patch.normal)) > SAME_DIRECTION
          && Math.abs(height(patch.mean)) < SAME_OFFSET_METERS;
    }
  }

  private record Bin(long x, long y, long z, long offset) {}

  private final List<Plane> planes = new ArrayList<>();

  ShellPlanes(List<Patch> patches) {
    Map<Bin, List<Patch>> bins = new HashMap<>();
    long points = 0;
    for (Patch patch : patches) {
      points += patch.points;
      if (patch.shell) {
        bins.computeIfAbsent(bin(patch), key -> new ArrayList<>()).add(patch);
      }
    }
    List<List<Patch>> proposals = new ArrayList<>(bins.values());
    proposals.sort(Comparator.comparingLong(ShellPlanes::weight).reversed());
    for (List<Patch> proposal : proposals.subList(0, Math.min(MOST_PLANES, proposals.size()))) {
      Plane rough = mean(proposal);
      if (planes.stream().noneMatch(plane -> plane.holds(proposal.getFirst()))) {
        consider(rough, patches, points);
      }
    }
  }

  private static Bin bin(Patch patch) {
    return new Bin(
        Math.round(patch.normal.x() * BINS_A_UNIT),
        Math.round(patch.normal.y() * BINS_A_UNIT),
        Math.round(patch.normal.z() * BINS_A_UNIT),
        Math.round(patch.normal.dot(patch.mean) / BIN_METERS));
  }

  private static long weight(List<Patch> patches) {
    return patches.stream().mapToLong(Patch::points).sum();
  }

  private static Plane mean(List<Patch> patches) {
    Vec3 normal = Vec3.ZERO;
    Vec3 mean = Vec3.ZERO;
    for (Patch patch : patches) {
      normal = normal.plus(patch.normal.times(patch.points));
      mean = mean.plus(patch.mean.times(patch.points));
    }
    normal = normal.times(1 / normal.length());
    return new Plane(normal, normal.dot(mean) / weight(patches));
  }

  /// The plane through the middles of patches: exact over the length of a wall, where the mean of
  /// normals is not.
  private static Plane fitted(Plane rough, List<Patch> patches) {
    PlaneFit fit = new PlaneFit();
    for (Patch patch : patches) {
      if (rough.inward.dot(patch.normal) > NEARLY_PARALLEL) {
        fit.add(patch.mean.x(), patch.mean.y(), patch.mean.z());
      }
    }
    if (!fit.solve()) {
      return rough;
    }
    Vec3 normal = new Vec3(fit.normalX(), fit.normalY(), fit.normalZ());
    double along = rough.inward.dot(normal);
    if (Math.abs(along) < SAME_DIRECTION) {
      return rough;
    }
    Vec3 inward = normal.times(Math.signum(along));
    return new Plane(inward, inward.dot(new Vec3(fit.meanX(), fit.meanY(), fit.meanZ())));
  }

  private void consider(Plane rough, List<Patch> patches, long allPoints) {
    List<Patch> agreeing = new ArrayList<>();
    for (Patch patch : patches) {
      if (patch.shell && rough.inward.dot(patch.normal) > 0 && rough.holds(patch)) {
        agreeing.add(patch);
      }
    }
    if (agreeing.isEmpty()) {
      return;
    }
    Plane plane = fitted(mean(agreeing), agreeing);
    long inPlane = 0;
    for (Patch patch : patches) {
      inPlane += plane.holds(patch) ? patch.points : 0;
    }
    if (weight(agreeing) >= AGREEMENT * inPlane && inPlane >= LEAST_SHARE * allPoints) {
      planes.add(plane);
    }
  }

  /// The packed normal to give to a point: turned inward and marked if it lies in a plane of the
  /// shell, `tilt` as it is otherwise. In a corner the plane decides that is nearest.
  int mark(int tilt, float x, float y, float z) {
    double tiltX = (byte) tilt / 127.0;
    double tiltY = (byte) (tilt >> 8) / 127.0;
    double tiltZ = (byte) (tilt >> 16) / 127.0;
    boolean cornered = tilt == 0 || isNearParallel(tiltX, tiltY, tiltZ, x, y, z);
    int marked = tilt;
    double nearest = Double.POSITIVE_INFINITY;
    for (Plane plane : planes) {
      Vec3 inward = plane.inward;
      double height = inward.x() * x + inward.y() * y + inward.z() * z - plane.offset;
      boolean within = height < INWARD_METERS && height > -OUTWARD_METERS;
      if (within && Math.abs(height) < nearest) {
        double along = inward.x() * tiltX + inward.y() * tiltY + inward.z() * tiltZ;
        if (Math.abs(along) > SAME_DIRECTION) {
          double sign = Math.signum(along);
          marked = LocalSurface.pack(sign * tiltX, sign * tiltY, sign * tiltZ) | LocalSurface.SHELL;
          nearest = Math.abs(height);
        } else if (tilt == 0
            || (Math.abs(height) < INWARD_METERS / 2 && (cornered || Math.abs(along) > OBLIQUE))) {
          marked = LocalSurface.pack(inward.x(), inward.y(), inward.z()) | LocalSurface.SHELL;
          nearest = Math.abs(height);
        }
      }
    }
    return marked;
  }

  /// True if a shell plane near the point lies along the tilt: then the point may be one of a
  /// corner that was given the tilt of the other wall.
  private boolean isNearParallel(
      double tiltX, double tiltY, double tiltZ, float x, float y, float z) {
    for (Plane plane : planes) {
      Vec3 inward = plane.inward;
      double height = inward.x() * x + inward.y() * y + inward.z() * z - plane.offset;
      double along = inward.x() * tiltX + inward.y() * tiltY + inward.z() * tiltZ;
      if (Math.abs(height) < OUTWARD_METERS && Math.abs(along) > SAME_DIRECTION) {
        return true;
      }
    }
    return false;
  }
}
