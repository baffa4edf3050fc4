/// Pretraining by self-distillation (Wu et al., arXiv 2503.16429): views, masks, heads, losses,
/// schedules and the step that joins them.
@NullMarked
package cadenza.sonata.pretrain;

import org.jspecify.annotations.NullMarked;
