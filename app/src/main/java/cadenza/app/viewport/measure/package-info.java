/// Distances between points of a scan.
@NullMarked
package cadenza.app.viewport.measure;

import org.jspecify.annotations.NullMarked;
