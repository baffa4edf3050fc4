/// The workstation.
@NullMarked
package cadenza.app;

import org.jspecify.annotations.NullMarked;
