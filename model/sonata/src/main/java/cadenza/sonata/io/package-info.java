/// Files that hold weights: PyTorch's `.pth` and safetensors, read without ever running what they
/// say.
@NullMarked
package cadenza.sonata.io;

import org.jspecify.annotations.NullMarked;
