/// What is open: the observable state that every view model reads and few write.
@NullMarked
package cadenza.app.workspace;

import org.jspecify.annotations.NullMarked;
