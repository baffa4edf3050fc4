/// Selecting points in the picture: tools, what is selected and hidden, and the bar that tells.
@NullMarked
package cadenza.app.viewport.select;

import org.jspecify.annotations.NullMarked;
