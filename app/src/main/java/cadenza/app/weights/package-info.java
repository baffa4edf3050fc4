/// Official weights: what there is and under which licence, and how it is downloaded. Nothing here
/// touches the network unless a person asked for it.
@NullMarked
package cadenza.app.weights;

import org.jspecify.annotations.NullMarked;
