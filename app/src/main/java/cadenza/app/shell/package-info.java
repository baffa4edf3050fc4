/// The window around the panes: menu, commands, palette, status bar, notices, theme.
@NullMarked
package cadenza.app.shell;

import org.jspecify.annotations.NullMarked;
