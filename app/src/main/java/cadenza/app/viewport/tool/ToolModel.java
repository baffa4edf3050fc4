package cadenza.app.viewport.tool;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which tool is chosen. None means that the primary button moves the camera, too.
public final class ToolModel {
  private final List<PointerTool> tools = new ArrayList<>();
  private final ReadOnlyObjectWrapper<@Nullable PointerTool> active = new ReadOnlyObjectWrapper<>();
  private @Nullable PointerTool resting;

  /// Adds a tool to those that can be chosen.
  public void add(PointerTool tool) {
    tools.add(tool);
  }

  /// The tools there are, in the order of the toolbar.
  public List<PointerTool> tools() {
    return List.copyOf(tools);
  }

  /// The chosen tool, or null for moving the camera.
  public ReadOnlyObjectProperty<@Nullable PointerTool> activeProperty() {
    return active.getReadOnlyProperty();
  }

  public @Nullable PointerTool active() {
    return active.get();
  }

  /// Chooses a tool; the one before forgets what it had begun.
  public void choose(@Nullable PointerTool tool) {
    PointerTool before = active.get();
    if (before != null && before != tool) {
      before.cancelled();
    }
    active.set(tool);
  }

  /// Chooses the tool, or lets go of it if it is the chosen one.
  public void toggle(PointerTool tool) {
    choose(active.get() == tool ? null : tool);
  }

  /// Says what takes clicks and Escape while no tool is chosen; drags go on moving the camera.
  public void rest(@Nullable PointerTool tool) {
    resting = tool;
  }

  /// What takes clicks while no tool is chosen; null for nothing.
  public @Nullable PointerTool resting() {
    return resting;
  }

  /// Escape: the tool forgets what it had begun; if there was nothing, the camera is moved again.
  public void escape() {
    PointerTool tool = active.get();
    if (tool != null && !tool.cancelled()) {
      choose(null);
    }
  }
}
