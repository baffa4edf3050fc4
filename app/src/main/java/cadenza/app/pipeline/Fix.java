package cadenza.app.pipeline;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.Normals;
import cadenza.scan.grid.UpAxis;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.Station;
import cadenza.scan.io.WideColors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Something a person can have done about a [Finding] with one click.
public sealed interface Fix {
  /// Text for the button.
  String label();

  /// A fix that gives a changed cloud and leaves the file alone.
  sealed interface OfCloud extends Fix {
    PointCloud apply(PointCloud cloud, Progress progress);

    /// Whether points lie elsewhere afterwards, so that what the file says about places (coordinate
    /// system, scanner's stations) no longer holds.
    default boolean movesPoints() {
      return false;
    }
  }

  /// Turns the scan so that z points up.
  record RotateToZUp(UpAxis up) implements OfCloud {
    @Override
    public String label() {
      return "Rotate to z-up";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      return up.toZUp(cloud);
    }

    @Override
    public boolean movesPoints() {
      return true;
    }
  }

  /// Converts coordinates from another unit to metres.
  record ScaleToMetres(double factor, String unit) implements OfCloud {
    @Override
    public String label() {
      return "Read as " + unit;
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      float[] positions = new float[cloud.positions().length];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = (float) (cloud.positions()[i] * factor);
      }
      double[] origin = cloud.origin();
      PointCloud.Builder scaled =
          PointCloud.builder(positions)
              .origin(origin[0] * factor, origin[1] * factor, origin[2] * factor)
              .colors(cloud.colors())
              .normals(cloud.normals());
      cloud.attributes().values().forEach(scaled::attribute);
      return scaled.build();
    }

    @Override
    public boolean movesPoints() {
      return true;
    }
  }

  /// Estimates normals by local planes and keeps them with the scan.
  record EstimateNormals() implements OfCloud {
    /// Nearest points a plane is fitted to.
    public static final int NEIGHBORS = 16;

    @Override
    public String label() {
      return "Estimate normals";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      return cloud.toBuilder().normals(Normals.estimate(cloud, NEIGHBORS, progress)).build();
    }
  }

  /// Turns normals towards where the scanner stood; estimates them first where there are none.
  ///
  /// @param stations places of the scanner; the attribute `station` of a point says which, if there
  ///   are several
  record FaceTheScanner(List<Station> stations) implements OfCloud {
    @Override
    public String label() {
      return "Turn normals to the scanner";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      float[] given = cloud.normals();
      float[] normals =
          given == null
              ? Normals.estimate(cloud, EstimateNormals.NEIGHBORS, progress)
              : given.clone();
      Attribute station = cloud.attribute(ScanContents.STATION).orElse(null);
      for (int i = 0; i < cloud.pointCount(); i++) {
        int at = station == null ? 0 : station.getInt(i);
        if (at >= 0 && at < stations.size()) {
          double dot = 0;
          for (int axis = 0; axis < 3; axis++) {
            double towards = stations.get(at).position().get(axis) - cloud.world(i, axis);
            dot += towards * normals[3 * i + axis];
          }
          if (dot < 0) {
            for (int axis = 0; axis < 3; axis++) {
              normals[3 * i + axis] = -normals[3 * i + axis];
            }
          }
        }
      }
      return cloud.toBuilder().normals(normals).build();
    }
  }

  /// Takes the coordinates from some points, so that nothing counts them; their rows stay.
  record LeaveOut(BitSet rows) implements OfCloud {
    @Override
    public String label() {
      return "Leave them out";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      float[] positions = cloud.positions().clone();
      rows.stream().forEach(row -> Arrays.fill(positions, 3 * row, 3 * row + 3, Float.NaN));
      return cloud.toBuilder(positions).build();
    }
  }

  /// Removes the rows of points that have no coordinates. Nothing that is computed counts them
  /// anyway; without them the scan is smaller, but its rows are no longer those of the file.
  record DropInvalid() implements OfCloud {
    @Override
    public String label() {
      return "Remove their rows";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      return cloud.gather(IntStream.range(0, cloud.pointCount()).filter(cloud::isFinite).toArray());
    }
  }

  /// Stretches colours that use only the dark end of their range.
  ///
  /// @param brightest the value that becomes 255
  record StretchColors(int brightest) implements OfCloud {
    @Override
    public String label() {
      return "Stretch the colours";
    }

    @Override
    public PointCloud apply(PointCloud cloud, Progress progress) {
      byte[] colors = cloud.colors();
      if (colors == null) {
        return cloud;
      }
      byte[] stretched = new byte[colors.length];
      for (int i = 0; i < stretched.length; i++) {
        stretched[i] = (byte) Math.min(255, ((colors[i] & 0xff) * 255 + brightest / 2) / brightest);
      }
      return WideColors.recolored(cloud, stretched);
    }
  }

  /// Encodes at another grid size.
  record UseGrid(float gridSizeMeters) implements Fix {
    @Override
    public String label() {
      return "Use a grid of %.0f mm".formatted(gridSizeMeters * 1000);
    }
  }
}
