/// The renderer in plain Java: needs nothing but a processor.
@NullMarked
package cadenza.render.splat;

import org.jspecify.annotations.NullMarked;
