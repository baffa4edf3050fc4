/// E57 (ASTM E2807): several scans in one file, each in its own frame, checked page by page.
@NullMarked
package cadenza.scan.io.e57;

import org.jspecify.annotations.NullMarked;
