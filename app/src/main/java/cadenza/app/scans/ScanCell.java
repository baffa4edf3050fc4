package cadenza.app.scans;

import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Thumbnail;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One scan in the list: picture, name, points and size, and what state it is in.
final class ScanCell extends ListCell<OpenScan> {
  private static final double PICTURE_WIDTH = 64;
  private static final double PICTURE_HEIGHT = 48;

  private final ImageView picture = new ImageView();
  private final Label name = new Label();
  private final Label points = new Label();
  private final Label state = new Label();
  private final HBox row;
  private final InvalidationListener changed = observable -> update();
  private @Nullable OpenScan watched;

  ScanCell(Consumer<OpenScan> close) {
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    getStyleClass().add("scan-cell");
    // The row shall shrink with the list rather than ask for a scroll bar.
    setPrefWidth(0);

    picture.setFitWidth(PICTURE_WIDTH);
    picture.setFitHeight(PICTURE_HEIGHT);
    Rectangle rounded = new Rectangle(PICTURE_WIDTH, PICTURE_HEIGHT);
    rounded.setArcWidth(8);
    rounded.setArcHeight(8);
    StackPane frame = new StackPane(new FontIcon(Feather.BOX), picture);
    frame.getStyleClass().add("thumbnail");
    frame.setMinSize(PICTURE_WIDTH, PICTURE_HEIGHT);
    frame.setMaxSize(PICTURE_WIDTH, PICTURE_HEIGHT);
    picture.setClip(rounded);

    name.getStyleClass().add("scan-name");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    points.getStyleClass().add("scan-facts");
    state.getStyleClass().add("scan-state");
    VBox text = new VBox(1, name, points, state);
    text.setAlignment(Pos.CENTER_LEFT);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);

    Button closeButton = new Button(null, new FontIcon(Feather.X));
    closeButton.getStyleClass().addAll("flat", "button-icon", "small", "cell-close");
    closeButton.setTooltip(new Tooltip("Close this scan (the file stays as it is)"));
    closeButton.setFocusTraversable(false);
    closeButton.visibleProperty().bind(hoverProperty());
    closeButton.setOnAction(event -> {
      OpenScan scan = getItem();
      if (scan != null) {
        close.accept(scan);
      }
    });
    row = new HBox(10, frame, text, closeButton);
    row.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(@Nullable OpenScan scan, boolean empty) {
    super.updateItem(scan, empty);
    if (watched != null) {
      watched.cloudProperty().removeListener(changed);
      watched.encodingProperty().removeListener(changed);
      watched.thumbnailProperty().removeListener(changed);
      watched.activityProperty().removeListener(changed);
      watched = null;
    }
    if (empty || scan == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    watched = scan;
    scan.cloudProperty().addListener(changed);
    scan.encodingProperty().addListener(changed);
    scan.thumbnailProperty().addListener(changed);
    scan.activityProperty().addListener(changed);
    name.setText(scan.name());
    String where = scan.file().map(file -> "\n" + file).orElse("");
    setTooltip(new Tooltip(scan.name() + "\n" + scan.format() + where));
    setGraphic(row);
    update();
  }

  private void update() {
    OpenScan scan = watched;
    if (scan == null) {
      return;
    }
    long shown = scan.cloud().pointCount();
    points.setText(
        scan.isThinned()
            ? Words.points(shown, scan.contents().pointsInFile())
            : Words.points(shown));
    Thumbnail thumbnail = scan.thumbnailProperty().get();
    picture.setImage(thumbnail == null ? null : image(thumbnail));
    state.getStyleClass().removeAll("state-busy", "state-done");
    if (!scan.activityProperty().get().isEmpty()) {
      state.setText(scan.activityProperty().get());
      state.setGraphic(new FontIcon(Feather.LOADER));
      state.getStyleClass().add("state-busy");
    } else if (scan.encoding() != null) {
      state.setText("encoded");
      state.setGraphic(new FontIcon(Feather.CHECK));
      state.getStyleClass().add("state-done");
    } else {
      state.setText("not encoded");
      state.setGraphic(null);
    }
  }

  private static WritableImage image(Thumbnail thumbnail) {
    WritableImage image = new WritableImage(thumbnail.width(), thumbnail.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            thumbnail.width(),
            thumbnail.height(),
            PixelFormat.getIntArgbInstance(),
            thumbnail.argb(),
            0,
            thumbnail.width());
    return image;
  }
}
