/// What is remembered between two runs of the window.
@NullMarked
package cadenza.app.settings;

import org.jspecify.annotations.NullMarked;
