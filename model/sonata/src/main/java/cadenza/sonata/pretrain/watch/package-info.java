/// Numbers that tell whether a run of pretraining learns or collapses: its losses do not.
@NullMarked
package cadenza.sonata.pretrain.watch;

import org.jspecify.annotations.NullMarked;
