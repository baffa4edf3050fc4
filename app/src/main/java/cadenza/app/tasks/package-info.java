/// Work in the background: progress, remaining time, cancel, and errors said so that a person can
/// act on them.
@NullMarked
package cadenza.app.tasks;

import org.jspecify.annotations.NullMarked;
