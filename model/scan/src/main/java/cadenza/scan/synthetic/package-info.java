/// Procedural labelled rooms, scanned by a simulated sensor.
@NullMarked
package cadenza.scan.synthetic;

import org.jspecify.annotations.NullMarked;
