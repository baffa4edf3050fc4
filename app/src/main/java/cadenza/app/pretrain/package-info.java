/// Pretraining of an encoder on one's own scans: scenes, the loop, what is kept and reported.
@NullMarked
package cadenza.app.pretrain;

import org.jspecify.annotations.NullMarked;
