/// Finding what is alike: places that are asked about, the heat map of the answer, and selecting by
/// it.
@NullMarked
package cadenza.app.similarity;

import org.jspecify.annotations.NullMarked;
