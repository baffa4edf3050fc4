/// The network: encoder, checkpoints, and the operators they need.
@NullMarked
package cadenza.sonata;

import org.jspecify.annotations.NullMarked;
