/// The PyTorch engine and the operators that DJL does not offer, as TorchScript.
@NullMarked
package cadenza.sonata.kernels;

import org.jspecify.annotations.NullMarked;
