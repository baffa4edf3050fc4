/// Layers of the network under the reference's names (S/model.py).
@NullMarked
package cadenza.sonata.nn;

import org.jspecify.annotations.NullMarked;
