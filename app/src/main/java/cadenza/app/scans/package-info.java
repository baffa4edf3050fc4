/// Opening, listing and exporting scans.
@NullMarked
package cadenza.app.scans;

import org.jspecify.annotations.NullMarked;
