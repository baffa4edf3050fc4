package cadenza.app.viewport;

import cadenza.app.look.LookModel;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.render.RendererChoice;
import cadenza.render.Scene;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The picture, or two of it side by side with linked cameras.
///
/// # How it works
///
/// Both halves share one camera, whose angle of view is vertical, and they are equally high; so a
/// pixel is at the same offset from the middle in either, and that is where the pointer of one is
/// marked in the other. The second half has a renderer of its own, opened and closed with it.
public final class SplitPicture extends StackPane implements AutoCloseable {
  private static final double CHIP_MARGIN = 12;

  /// Below the row of buttons, which is wide.
  private static final double CHIP_TOP = 50;

  private final ViewportModel model;
  private final SplitModel split;
  private final LookModel look;
  private final Supplier<RendererChoice> renderer;
  private final Consumer<Throwable> onFailure;
  private final Consumer<Runnable> background;
  private final List<Node> overSecond = new ArrayList<>();
  private final ViewportPane firstPane;
  private final StackPane firstHalf;
  private final PointerMark firstMark = new PointerMark();
  private final ColorChip firstChip;
  private final SplitPane halves = new SplitPane();
  private @Nullable Second second;

  /// What there is of the second half while it is open.
  ///
  /// @param narrowed how far the camera stepped back for it; 1 for not at all
  /// @param cloud what was shown then
  private record Second(
      ViewportModel model,
      ViewportPane pane,
      StackPane half,
      double narrowed,
      @Nullable PointCloud cloud) {}

  /// @param renderer opened on a render thread, once for each opening of the second half
  /// @param onFailure told, on a render thread, what the second half could not draw
  /// @param background does what may take a while on another thread
  public SplitPicture(
      ViewportPane firstPane,
      ViewportModel model,
      SplitModel split,
      LookModel look,
      Supplier<RendererChoice> renderer,
      Consumer<Throwable> onFailure,
      Consumer<Runnable> background) {
    this.firstPane = firstPane;
    this.model = model;
    this.split = split;
    this.look = look;
    this.renderer = renderer;
    this.onFailure = onFailure;
    this.background = background;
    firstChip = new ColorChip(look, look.modeProperty(), look.modeProperty()::set);
    firstChip.setId("color-first");
    firstChip.visibleProperty().bind(split.openProperty());
    firstHalf = half(firstPane, firstMark, firstChip, Pos.TOP_RIGHT);
    halves.getStyleClass().add("picture-split");
    halves.setMinSize(0, 0);
    halves.getItems().add(firstHalf);
    setMinSize(0, 0);
    getChildren().add(halves);
    split.openProperty().addListener((property, old, now) -> update(now));
    update(split.openProperty().get());
  }

  /// Puts what belongs over the first picture there; it gets the size of that picture.
  public void over(Node... nodes) {
    // Below the mark and the chip, which come last.
    firstHalf.getChildren().addAll(firstHalf.getChildren().size() - 2, List.of(nodes));
  }

  /// Puts what belongs over the second picture there, whenever there is one.
  public void overSecond(Node node) {
    overSecond.add(node);
  }

  /// The second half; null while it is closed.
  public @Nullable ViewportPane secondPane() {
    return second == null ? null : second.pane;
  }

  private static StackPane half(ViewportPane pane, PointerMark mark, ColorChip chip, Pos place) {
    StackPane half = new StackPane(pane, mark, chip);
    half.setMinSize(0, 0);
    StackPane.setAlignment(chip, place);
    StackPane.setMargin(chip, new Insets(CHIP_TOP, CHIP_MARGIN, CHIP_MARGIN, CHIP_MARGIN));
    return half;
  }

  private void update(boolean open) {
    if (open && second == null) {
      openSecond();
    } else if (!open) {
      closeSecond();
    }
  }

  private void openSecond() {
    ViewportModel secondModel = new ViewportModel(model, split.sceneProperty());
    // Tools work on what the first half shows; here a drag always moves the camera.
    ToolModel noTools = new ToolModel();
    noTools.rest(firstPane.tools().resting());
    ViewportPane pane = new ViewportPane(secondModel, noTools, renderer, firstPane.orders());
    pane.setId("viewport-second");
    pane.loop().onFailure(onFailure);
    PointerMark mark = new PointerMark();
    ColorChip chip = new ColorChip(look, split.modeProperty(), split::choose);
    chip.setId("color-second");
    StackPane half = half(pane, mark, chip, Pos.TOP_LEFT);
    half.getChildren().addAll(half.getChildren().size() - 2, overSecond);
    link(firstPane, pane, mark);
    link(pane, firstPane, firstMark);
    double factor = 2;
    Scene shown = model.sceneProperty().get();
    boolean narrowed = shown != null && model.fitWidth(factor);
    second =
        new Second(
            secondModel, pane, half, narrowed ? factor : 1, shown == null ? null : shown.cloud());
    halves.getItems().add(half);
    halves.setDividerPositions(0.5);
    pane.start();
  }

  private void closeSecond() {
    Second closing = second;
    if (closing == null) {
      return;
    }
    second = null;
    halves.getItems().remove(closing.half);
    firstPane.setOnMouseMoved(null);
    firstPane.setOnMouseDragged(null);
    firstPane.setOnMouseExited(null);
    firstMark.hide();
    closing.half.getChildren().removeAll(overSecond);
    closing.pane.stop();
    closing.model.detach();
    // The thread that draws may just be preparing a large cloud.
    background.accept(closing.pane.loop()::close);
    Scene shown = model.sceneProperty().get();
    if (closing.narrowed != 1 && shown != null && shown.cloud() == closing.cloud) {
      model.fitWidth(1 / closing.narrowed);
    }
    firstPane.requestFocus();
  }

  /// Marks in `other` where the pointer is over `pane`.
  private static void link(ViewportPane pane, ViewportPane other, PointerMark mark) {
    Consumer<MouseEvent> moved =
        event -> {
          double scale = other.getHeight() / Math.max(pane.getHeight(), 1);
          mark.show(
              other.getWidth() / 2 + (event.getX() - pane.getWidth() / 2) * scale,
              event.getY() * scale);
        };
    pane.setOnMouseMoved(moved::accept);
    pane.setOnMouseDragged(moved::accept);
    pane.setOnMouseExited(event -> mark.hide());
  }

  /// Ends the second half; the first belongs to whoever made it.
  @Override
  public void close() {
    Second closing = second;
    if (closing != null) {
      second = null;
      closing.pane.close();
    }
  }
}
