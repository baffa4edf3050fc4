package cadenza.app.viewport;

import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which points of a cloud are selected, and which are shown at all.
///
/// @param visible by index, or null for all
public record ShownPoints(PointCloud cloud, Selection selected, @Nullable BitSet visible) {}
