package cadenza.app.features;

import cadenza.app.widgets.Rows;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// How features become colours; there once the shown scan is encoded.
final class PcaRows extends VBox {
  PcaRows(PcaModel pca, Workspace workspace) {
    super(10);
    setId("pca-rows");
    ComboBox<AxisOrder> axes = new ComboBox<>();
    axes.setId("pca-axes");
    axes.getItems().setAll(AxisOrder.values());
    axes.getStyleClass().add("small");
    axes.setMaxWidth(Double.MAX_VALUE);
    axes.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable AxisOrder order) {
            return order == null ? "" : order.title();
          }

          @Override
          public AxisOrder fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    axes.valueProperty().bindBidirectional(pca.axesProperty());
    HBox.setHgrow(axes, Priority.ALWAYS);
    getChildren()
        .addAll(
            Rows.heading("PCA colours"),
            Rows.slider(
                "Brightness",
                "pca-brightness",
                0.6,
                2,
                pca.brightnessProperty(),
                value -> String.format(Locale.ROOT, "%.2f", value)),
            Rows.named("Channels", axes),
            Rows.check(
                "Mix six components",
                "pca-mixed",
                "On: 0.6 × the first three + 0.4 × the next three, as Sonata's authors do it."
                    + " Off: the first three alone.",
                pca.mixedProperty()),
            Rows.check(
                "Smooth between voxels",
                "pca-smooth",
                "On: interpolated, easy on the eye. Off: exactly what each voxel has.",
                pca.smoothProperty()));
    ObservableValue<Boolean> encoded =
        workspace.currentProperty().flatMap(OpenScan::encodingProperty).map(now -> true);
    visibleProperty().bind(encoded.orElse(false));
    managedProperty().bind(visibleProperty());
  }
}
