/// Draws over finished frames what is no point: lines in space, and which points are selected.
@NullMarked
package cadenza.render.overlay;

import org.jspecify.annotations.NullMarked;
