package cadenza.app.pretrain;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The watched scan in the colours of its features, as the run painted it last.
final class PreviewView extends VBox {
  private static final double RATIO = 0.625; // of the pictures that runs paint

  private final ImageView picture = new ImageView();
  private final Label words = PretrainRows.paragraph("", "note");

  PreviewView(RunState state) {
    super(4);
    setId("pretrain-preview");
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    picture.getStyleClass().add("picture-preview");
    picture.fitWidthProperty().bind(widthProperty());
    getChildren().addAll(picture, words);
    show(null);
    state.watchProperty().subscribe(this::show);
  }

  private void show(RunEvent.@Nullable Watch watch) {
    Path file = watch == null ? null : path(watch.preview());
    boolean isThere = watch != null && file != null && Files.isRegularFile(file);
    setVisible(isThere);
    setManaged(isThere);
    if (watch == null || file == null || !isThere) {
      picture.setImage(null);
      return;
    }
    // Read in the background; the old picture stays until the new one is there.
    Image image = new Image(file.toUri().toString(), 0, 0, true, true, true);
    image
        .progressProperty()
        .addListener((property, old, now) -> {
          if (now.doubleValue() >= 1 && !image.isError()) {
            picture.setImage(image);
          }
        });
    words.setText(
        String.format(
            Locale.US,
            "The watched scan after step %,d: alike colours are alike features.",
            watch.step()));
  }

  private static @Nullable Path path(String text) {
    try {
      return text.isEmpty() ? null : Path.of(text);
    } catch (InvalidPathException ofAnotherSystem) {
      return null;
    }
  }

  @Override
  protected double computePrefWidth(double height) {
    return 100; // as wide as the pane; the picture follows
  }

  @Override
  protected double computePrefHeight(double width) {
    double side = width > 0 ? width : getWidth();
    Image image = picture.getImage();
    double ratio = image == null ? RATIO : image.getHeight() / image.getWidth();
    return side * ratio + getSpacing() + words.prefHeight(side);
  }
}
