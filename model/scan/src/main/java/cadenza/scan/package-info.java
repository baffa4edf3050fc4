/// What a scan is: points with their attributes, and what follows from coordinates alone.
@NullMarked
package cadenza.scan;

import org.jspecify.annotations.NullMarked;
