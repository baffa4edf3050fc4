/// Pictures and films of scans as files, for the window and the command line alike.
@NullMarked
package cadenza.app.pictures;

import org.jspecify.annotations.NullMarked;
