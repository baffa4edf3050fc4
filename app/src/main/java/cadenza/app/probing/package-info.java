/// The live probe: labels become predictions while the person watches.
@NullMarked
package cadenza.app.probing;

import org.jspecify.annotations.NullMarked;
