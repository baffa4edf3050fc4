/// Cameras and frames.
@NullMarked
package cadenza.render;

import org.jspecify.annotations.NullMarked;
