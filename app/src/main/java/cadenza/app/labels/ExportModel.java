package cadenza.app.labels;

import cadenza.app.scans.ScanSink;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a scan with the person's labels, and what else is given, on every original point in its
/// order; all that the scan had stays.
///
/// Labels are numbers of classes, 0 where there is none. They are the attribute `label` with the
/// names of the classes, or `my_label` if the scan has a `label` of its own.
public final class ExportModel {
  /// What the labels are called where the scan has some of its own.
  public static final String OWN_LABEL = "my_label";

  private static final int MOST_IN_A_BYTE = 254; // 255 is unlabelled to many

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final ScanSink sink;
  private final LabelModel labels;

  public ExportModel(Workspace workspace, TaskRunner tasks, ScanSink sink, LabelModel labels) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.sink = sink;
    this.labels = labels;
  }

  /// Writes a scan in the background; the format follows the name.
  ///
  /// @param more further attributes, one value a point, such as a prediction
  public void export(OpenScan scan, Path file, List<Attribute> more) {
    String why = whyNot(scan, file);
    if (!why.isEmpty()) {
      int dash = why.indexOf(" — ");
      workspace.tell(
          Notice.warning(
              "Export labels of " + scan.name(), why.substring(0, dash), why.substring(dash + 3)));
      return;
    }
    Labels now = labels.labels(scan);
    LabelSnapshot snapshot = now.snapshot();
    List<LabelClass> classes = List.copyOf(labels.classes());
    ScanContents contents = scan.contents();
    int points = contents.cloud().pointCount();
    tasks.start(
        BackgroundTask.<Path>named(
                "Exporting " + file.getFileName(),
                progress -> {
                  sink.write(labelled(contents, snapshot, classes, more), file, progress);
                  return file.toAbsolutePath();
                })
            .superseding(file)
            .onSuccess(written ->
                workspace.tell(
                    Notice.info(
                        "Exported " + written.getFileName(),
                        "%,d points, %,d of them labelled, written to %s."
                            .formatted(points, snapshot.size(), written)))));
  }

  /// Why the labels cannot be written onto every original point, with what to do; empty if they
  /// can.
  private static String whyNot(OpenScan scan, Path file) {
    if (!scan.isComplete()) {
      return "It is still being read. — Export the labels once it is there.";
    }
    if (scan.isThinned()) {
      return "Only %,d of its %,d points are open, so the others would have no labels."
              .formatted(scan.cloud().pointCount(), scan.contents().pointsInFile())
          + " — Open it in parts, or train a probe and run “cadenza probe apply” on the file.";
    }
    if (scan.file().map(file.toAbsolutePath().normalize()::equals).orElse(false)) {
      return "The scan's own file stays as it is. — Choose another name.";
    }
    return "";
  }

  /// A scan with labels and further attributes.
  ///
  /// @throws IllegalArgumentException if an attribute has not one value a point
  public static ScanContents labelled(
      ScanContents contents, LabelSnapshot labels, List<LabelClass> classes, List<Attribute> more) {
    PointCloud cloud = contents.cloud();
    boolean hasOwn = cloud.attribute(Attribute.LABEL).isPresent();
    PointCloud.Builder builder = cloud.toBuilder();
    String name = hasOwn ? OWN_LABEL : Attribute.LABEL;
    builder.attribute(attribute(name, cloud.pointCount(), labels));
    for (Attribute one : more) {
      if (cloud.attribute(one.name()).isPresent()) {
        throw new IllegalArgumentException(
            "The scan has an attribute " + one.name() + " already. — Name the other one anew.");
      }
      builder.attribute(one);
    }
    ScanContents all = contents.withCloud(builder.build());
    if (hasOwn) {
      return all;
    }
    Map<Integer, String> names = new TreeMap<>(Map.of(0, "unlabelled"));
    classes.forEach(one -> names.put(one.id(), one.name()));
    return all.withLabelNames(names);
  }

  private static Attribute attribute(String name, int pointCount, LabelSnapshot labels) {
    int most = 0;
    for (short id : labels.classIds()) {
      most = Math.max(most, id);
    }
    if (most <= MOST_IN_A_BYTE) {
      byte[] values = new byte[pointCount];
      for (int i = 0; i < labels.size(); i++) {
        values[labels.points()[i]] = (byte) labels.classIds()[i];
      }
      return new Attribute(name, ScalarType.UINT8, values);
    }
    short[] values = new short[pointCount];
    for (int i = 0; i < labels.size(); i++) {
      values[labels.points()[i]] = labels.classIds()[i];
    }
    return new Attribute(name, ScalarType.UINT16, values);
  }
}
