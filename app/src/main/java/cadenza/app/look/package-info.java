/// How points are coloured and drawn, and the pane that chooses it.
@NullMarked
package cadenza.app.look;

import org.jspecify.annotations.NullMarked;
