/// Tools: what the primary mouse button does in the picture.
@NullMarked
package cadenza.app.viewport.tool;

import org.jspecify.annotations.NullMarked;
