package cadenza.app.workspace;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ScanContents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
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
  private final String format;
  private final @Nullable String crs;
  private final List<String> warnings;
  private final Map<Integer, String> labelNames;
  private final ReadOnlyObjectWrapper<PointCloud> cloud;
  private final ObjectProperty<@Nullable Encoding> encoding = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Thumbnail> thumbnail = new SimpleObjectProperty<>();
  private final StringProperty activity = new SimpleStringProperty("");
  private boolean normalsEstimated;

  /// @param file where it came from, or null for a scan that ships with Cadenza
  public OpenScan(String name, @Nullable Path file, ScanContents contents) {
    this.name = name;
    this.file = file == null ? null : file.toAbsolutePath().normalize();
    this.format = contents.format();
    this.crs = contents.crs().orElse(null);
    this.warnings = contents.warnings();
    this.labelNames = contents.labelNames();
    this.cloud = new ReadOnlyObjectWrapper<>(contents.cloud());
  }

  public String name() {
    return name;
  }

  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /// Short name of the format with its variant.
  public String format() {
    return format;
  }

  /// Coordinate reference system as the file words it.
  public Optional<String> crs() {
    return Optional.ofNullable(crs);
  }

  /// What the file calls the values of its labels; empty if it does not say.
  public Map<Integer, String> labelNames() {
    return labelNames;
  }

  /// What the reader lost, guessed or found odd.
  public List<String> warnings() {
    return warnings;
  }

  public ReadOnlyObjectProperty<PointCloud> cloudProperty() {
    return cloud.getReadOnlyProperty();
  }

  public PointCloud cloud() {
    return cloud.get();
  }

  /// Puts changed points (estimated normals, another up-axis) in the place of the old ones.
  public void replaceCloud(PointCloud changed, boolean withEstimatedNormals) {
    normalsEstimated |= withEstimatedNormals;
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
