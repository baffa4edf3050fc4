/// LAS and its compressed form LAZ: point formats 0 to 10 of versions 1.0 to 1.4, and COPC.
@NullMarked
package cadenza.scan.io.las;

import org.jspecify.annotations.NullMarked;
