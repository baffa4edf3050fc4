/// Training a network on labels.
@NullMarked
package cadenza.sonata.tune;

import org.jspecify.annotations.NullMarked;
