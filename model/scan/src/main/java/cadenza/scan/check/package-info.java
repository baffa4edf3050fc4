/// What may be wrong with the points of a scan.
@NullMarked
package cadenza.scan.check;

import org.jspecify.annotations.NullMarked;
