/// What the encoder sees and what it answers: weights, device, findings, encoding, PCA.
@NullMarked
package cadenza.app.features;

import org.jspecify.annotations.NullMarked;
