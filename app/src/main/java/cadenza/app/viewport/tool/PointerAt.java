package cadenza.app.viewport.tool;

import cadenza.render.Pick;
import java.util.Optional;

/// Where the pointer is and what is held down.
///
/// @param x in pixels of the rendered frame, from the left
/// @param y in pixels of the rendered frame, from above
/// @param pick the point under the pointer
/// @param clicks how many in a row, where it is a click
public record PointerAt(
    double x, double y, Optional<Pick> pick, boolean shift, boolean shortcut, int clicks) {}
