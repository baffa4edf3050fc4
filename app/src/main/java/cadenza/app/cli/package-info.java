/// The command line: the same code as the window, for scripts and servers.
@NullMarked
package cadenza.app.cli;

import org.jspecify.annotations.NullMarked;
