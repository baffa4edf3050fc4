/// Walking through a scan.
@NullMarked
package cadenza.app.viewport.walk;

import org.jspecify.annotations.NullMarked;
