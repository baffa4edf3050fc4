/// Labelling by hand: which class is painted, what the labels look like, and the pane for it.
@NullMarked
package cadenza.app.annotate;

import org.jspecify.annotations.NullMarked;
