/// Scans kept as NumPy arrays: NPY, NPZ and Pointcept's folders, and tables of text.
@NullMarked
package cadenza.scan.io.arrays;

import org.jspecify.annotations.NullMarked;
