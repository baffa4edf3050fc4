/// Views of a scan that are kept by name.
@NullMarked
package cadenza.app.viewport.views;

import org.jspecify.annotations.NullMarked;
