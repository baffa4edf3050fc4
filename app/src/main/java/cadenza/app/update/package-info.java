/// Whether there is a newer Cadenza: asked only when a person wants to know.
@NullMarked
package cadenza.app.update;

import org.jspecify.annotations.NullMarked;
