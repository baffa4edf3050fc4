/// Cutting the picture: the clip box, sections, and the handles to drag them.
@NullMarked
package cadenza.app.viewport.clip;

import org.jspecify.annotations.NullMarked;
