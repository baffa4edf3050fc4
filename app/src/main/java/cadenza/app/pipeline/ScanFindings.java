package cadenza.app.pipeline;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.check.Duplicates;
import cadenza.scan.check.Outliers;
import cadenza.scan.grid.UpAxis;
import cadenza.scan.io.ScanContents;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What may be wrong with a scan itself, whatever is done with it. Nothing is changed unasked.
public final class ScanFindings {
  // A scan as a person means it is between a shoe and a cathedral; outside, the unit is in doubt.
  private static final double LARGEST_METERS = 600;
  private static final double SMALLEST_METERS = 0.3;
  private static final double CONFIDENT = 0.6;
  // Scans hold something brighter than this, if it is only noise.
  private static final int DARK = 63;
  private static final double SURVEY_FOOT = 1200.0 / 3937;
  private static final double FOOT = 0.3048;
  // WKT 1 and 2, GeoTIFF in words.
  private static final Pattern SURVEY_FEET =
      Pattern.compile(
          "us[ _]?survey[ _]?f(oo|ee)t|foot_us|ftus|us[-_]ft", Pattern.CASE_INSENSITIVE);
  private static final Pattern FEET =
      Pattern.compile(
          "(LENGTH)?UNIT\\[\"(international )?f(oo|ee)t|\\bft\\b|international foot",
          Pattern.CASE_INSENSITIVE);

  // Heights have a system of their own, behind that of the plane.
  private static final Pattern VERTICAL =
      Pattern.compile("VERT_?CS|VERTCRS|VERTICALCRS", Pattern.CASE_INSENSITIVE);
  private static final Pattern DEGREES =
      Pattern.compile(
          "^\\s*(COMPD_CS\\[\"[^\"]*\",\\s*)?GEOG|^EPSG:4326$", Pattern.CASE_INSENSITIVE);

  private ScanFindings() {}

  /// What the points show: colours, duplicates, outliers, up axis, unit.
  static List<Finding> ofPoints(PointCloud cloud, Progress progress) {
    List<Finding> findings = new ArrayList<>();
    findings.add(colors(cloud));
    findings.add(upAxis(cloud, progress.slice(0, .6)));
    Outliers outliers = Outliers.find(cloud);
    if (!outliers.rows().isEmpty()) {
      findings.add(outliers(outliers));
    }
    findings.add(unit(cloud.bounds(), cloud.origin(), outliers));
    BitSet duplicates = Duplicates.find(cloud, progress.slice(.6, 1));
    if (cloud.pointCount() > Duplicates.MOST_POINTS) {
      findings.add(
          Finding.note("Duplicates", "Not looked for: more than 20 million points are shown."));
    } else if (!duplicates.isEmpty()) {
      findings.add(duplicates(duplicates, cloud.finiteCount()));
    }
    return findings;
  }

  /// What the file says: feet as unit, where the scanner stood, how much of it is shown.
  public static List<Finding> ofFile(ScanContents contents) {
    List<Finding> findings = new ArrayList<>();
    long shown = contents.cloud().pointCount();
    if (contents.pointsInFile() > shown) {
      findings.add(
          Finding.note(
              "Shown",
              String.format(
                  Locale.ROOT, "%,d of %,d points of the file.", shown, contents.pointsInFile())));
    }
    contents
        .crs()
        .ifPresent(crs -> {
          String horizontal = VERTICAL.split(crs, 2)[0];
          if (DEGREES.matcher(horizontal).find()) {
            findings.add(
                Finding.warning(
                    "Unit",
                    "The file's coordinates are degrees; the model takes metres. Project it first."));
          } else if (SURVEY_FEET.matcher(horizontal).find()) {
            findings.add(feet("US survey feet", SURVEY_FOOT));
          } else if (FEET.matcher(horizontal).find()) {
            findings.add(feet("feet", FOOT));
          }
        });
    if (!contents.stations().isEmpty()) {
      int count = contents.stations().size();
      findings.add(
          Finding.note(
                  "Scanner",
                  "The file says where the scanner stood (%s)."
                      .formatted(count == 1 ? "one station" : count + " stations"))
              .with(new Fix.FaceTheScanner(contents.stations())));
    }
    return findings;
  }

  /// All findings of a file just read.
  public static List<Finding> of(ScanContents contents, Progress progress) {
    List<Finding> findings = new ArrayList<>(ofFile(contents));
    findings.addAll(ofPoints(contents.cloud(), progress));
    return findings;
  }

  private static Finding feet(String unit, double factor) {
    return Finding.warning(
            "Unit",
            "The file's coordinate system is in %s; the model takes metres.".formatted(unit))
        .with(new Fix.ScaleToMetres(factor, unit));
  }

  private static Finding colors(PointCloud cloud) {
    byte[] colors = cloud.colors();
    if (colors == null) {
      return Finding.warning(
          "Colour", "None in the file. The model gets mid-grey; expect weaker features.");
    }
    int brightest = 0;
    for (byte channel : colors) {
      brightest = Math.max(brightest, channel & 0xff);
    }
    if (brightest == 0) {
      return Finding.warning("Colour", colors.length == 0 ? "No points." : "All points are black.");
    }
    return brightest > DARK
        ? Finding.ok("Colour", "From the file.")
        : Finding.warning(
                "Colour",
                "The brightest is %d of 255; they may have been written for another range."
                    .formatted(brightest))
            .with(new Fix.StretchColors(brightest));
  }

  private static Finding outliers(Outliers outliers) {
    return Finding.warning(
            "Outliers",
            String.format(
                Locale.ROOT,
                "%,d points lie far outside, up to %,.0f m from the rest, which is %,.1f m large.",
                outliers.rows().cardinality(),
                outliers.farthestMeters(),
                outliers.boxMeters()))
        .with(new Fix.LeaveOut(outliers.rows()));
  }

  private static Finding duplicates(BitSet rows, int finite) {
    int count = rows.cardinality();
    return Finding.note(
            "Duplicates",
            String.format(
                Locale.ROOT,
                "%,d points (%.2g %%) lie exactly where an earlier one does.",
                count,
                100.0 * count / finite))
        .with(new Fix.LeaveOut(rows));
  }

  private static Finding upAxis(PointCloud cloud, Progress progress) {
    UpAxis.Detection detection = UpAxis.detect(cloud, progress);
    if (detection.confidence() < CONFIDENT) {
      return Finding.note(
          "Up axis", "Not certain. " + detection.reason() + " The model takes z as up.");
    }
    if (detection.axis() == UpAxis.Z) {
      return Finding.ok("Up axis", "z. " + detection.reason());
    }
    return Finding.warning(
            "Up axis",
            "Seems to be %s. %s The model takes z as up."
                .formatted(detection.axis().label(), detection.reason()))
        .with(new Fix.RotateToZUp(detection.axis()));
  }

  /// The size is that of the scan without its outliers.
  private static Finding unit(Bounds bounds, double[] origin, Outliers outliers) {
    double all = Math.max(bounds.extent(0), Math.max(bounds.extent(1), bounds.extent(2)));
    double largest = outliers.rows().isEmpty() ? all : outliers.boxMeters();
    String size =
        String.format(
            Locale.ROOT,
            "%.3g × %.3g × %.3g",
            bounds.extent(0),
            bounds.extent(1),
            bounds.extent(2));
    if (largest > LARGEST_METERS && isOnAMap(origin, largest)) {
      return Finding.note(
          "Unit", size + " metres. The model knows rooms; it sees such land as little else.");
    }
    if (largest > LARGEST_METERS && largest / 1000 >= SMALLEST_METERS) {
      return Finding.warning(
              "Unit", "The scan would be " + size + " metres; its numbers are likely millimetres.")
          .with(new Fix.ScaleToMetres(.001, "millimetres"));
    }
    if (largest > 0 && largest < SMALLEST_METERS) {
      return Finding.warning(
          "Unit", "The scan would be " + size + " metres, tiny for the model. Is its unit metres?");
    }
    return Finding.ok("Unit", size + " metres.");
  }

  /// Map coordinates begin far away; those of a room in millimetres do not.
  private static boolean isOnAMap(double[] origin, double largest) {
    return Math.max(Math.abs(origin[0]), Math.abs(origin[1])) > 10 * largest;
  }
}
