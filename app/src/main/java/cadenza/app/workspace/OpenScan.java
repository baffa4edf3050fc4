package cadenza.app.workspace;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// One open scan: where it came from, its points as they are now, and what has been computed about
/// them.
///
/// The file itself is never changed. Replacing the points ([#replaceCloud]) drops what was computed
/// from the old ones.
public final class OpenScan {
  private final String name;
  private final @Nullable Path file;
  private ScanContents contents;
  private final ReadOnlyObjectWrapper<PointCloud> cloud;
  private final ObjectProperty<@Nullable Encoding> encoding = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Thumbnail> thumbnail = new SimpleObjectProperty<>();
  private final StringProperty activity = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(true);
  private boolean normalsEstimated;
  private boolean pointsMoved;

  /// @param file where it came from, or null for a scan that ships with Cadenza
  public OpenScan(String name, @Nullable Path file, ScanContents contents) {
    this.name = name;
    this.file = file == null ? null : file.toAbsolutePath().normalize();
    this.contents = contents;
    this.cloud = new ReadOnlyObjectWrapper<>(contents.cloud());
  }

  /// A scan of which only a few points are known yet, to have something to show while the rest is
  /// read; [#complete] brings it.
  public static OpenScan firstLook(String name, Path file, PointCloud look) {
    OpenScan scan = new OpenScan(name, file, new ScanContents(look, "opening"));
    scan.complete.set(false);
    scan.activity.set("opening");
    return scan;
  }

  /// All of the scan is there, or it was read anew in another way.
  public void complete(ScanContents all) {
    contents = all;
    activity.set("");
    encoding.set(null);
    pointsMoved = false;
    normalsEstimated = false;
    complete.set(true);
    cloud.set(all.cloud());
  }

  /// False while there is only a first look at it, which is nothing to work with.
  public ReadOnlyBooleanProperty completeProperty() {
    return complete.getReadOnlyProperty();
  }

  public boolean isComplete() {
    return complete.get();
  }

  public String name() {
    return name;
  }

  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /// Short name of the format with its variant.
  public String format() {
    return contents.format();
  }

  /// Coordinate reference system as the file words it.
  public Optional<String> crs() {
    return contents.crs();
  }

  /// What the file calls the values of its labels; empty if it does not say.
  public Map<Integer, String> labelNames() {
    return contents.labelNames();
  }

  /// What the reader lost, guessed or found odd.
  public List<String> warnings() {
    return contents.warnings();
  }

  /// Whether the file has more points here than are shown: only where they have not been moved is
  /// it known where those are.
  public boolean isThinned() {
    return isComplete() && !pointsMoved && contents.pointsInFile() > contents.cloud().pointCount();
  }

  /// What the file held, with the points as they are now. Points that were moved are no longer
  /// where the file's coordinate system and stations say.
  public ScanContents contents() {
    ScanContents now = contents.withCloud(cloud());
    return pointsMoved ? now.withoutPlaces() : now;
  }

  public ReadOnlyObjectProperty<PointCloud> cloudProperty() {
    return cloud.getReadOnlyProperty();
  }

  public PointCloud cloud() {
    return cloud.get();
  }

  /// Puts changed points (estimated normals, another up-axis) in the place of the old ones.
  public void replaceCloud(PointCloud changed, boolean withEstimatedNormals) {
    replaceCloud(changed, withEstimatedNormals, false);
  }

  /// As above.
  ///
  /// @param moved whether points lie elsewhere than in the file, turned or scaled
  public void replaceCloud(PointCloud changed, boolean withEstimatedNormals, boolean moved) {
    normalsEstimated |= withEstimatedNormals;
    pointsMoved |= moved;
    encoding.set(null);
    cloud.set(changed);
  }

  /// True if the normals were estimated here, false if the file gave them or there are none.
  public boolean hasEstimatedNormals() {
    return normalsEstimated;
  }

  /// The encoder's answer with its PCA colours; null until encoded.
  public ObjectProperty<@Nullable Encoding> encodingProperty() {
    return encoding;
  }

  public @Nullable Encoding encoding() {
    return encoding.get();
  }

  /// A small picture for the list; null until drawn.
  public ObjectProperty<@Nullable Thumbnail> thumbnailProperty() {
    return thumbnail;
  }

  /// What is being done to this scan, such as "Encoding"; empty when nothing is.
  public StringProperty activityProperty() {
    return activity;
  }

  /// The class of each point if the file has one.
  public Optional<Attribute> labels() {
    return cloud().attribute(Attribute.LABEL);
  }

  @Override
  public String toString() {
    return name;
  }
}
