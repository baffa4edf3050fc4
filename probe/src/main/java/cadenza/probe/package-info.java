/// Labels to predictions, and what features show without labels.
@NullMarked
package cadenza.probe;

import org.jspecify.annotations.NullMarked;
