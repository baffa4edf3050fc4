/// Measurements that the `bench` commands print.
@NullMarked
package cadenza.app.bench;

import org.jspecify.annotations.NullMarked;
