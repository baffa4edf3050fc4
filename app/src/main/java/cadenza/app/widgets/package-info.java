/// Small pieces that several panes are built from.
@NullMarked
package cadenza.app.widgets;

import org.jspecify.annotations.NullMarked;
