package cadenza.app.pipeline;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.Normals;
import cadenza.scan.grid.UpAxis;

/// Something a person can have done about a [Finding] with one click.
public sealed interface Fix {
  /// Text for the button.
  String label();

  /// A fix that gives a changed cloud and leaves the file alone.
  sealed interface OfCloud extends Fix {
    PointCloud apply(PointCloud cloud, Progress progress);
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

  /// Encodes at another grid size.
  record UseGrid(float gridSizeMeters) implements Fix {
    @Override
    public String label() {
      return "Use a grid of %.0f mm".formatted(gridSizeMeters * 1000);
    }
  }
}
