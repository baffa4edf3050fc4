/// The person's classes and labels, with every edit so far, in memory.
@NullMarked
package cadenza.app.labels;

import org.jspecify.annotations.NullMarked;
