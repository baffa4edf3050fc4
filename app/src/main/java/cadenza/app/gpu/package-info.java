/// PyTorch's CUDA libraries: fetched when a person asks for them, unpacked, tried, removed again.
/// Nothing here touches the network by itself.
@NullMarked
package cadenza.app.gpu;

import org.jspecify.annotations.NullMarked;
