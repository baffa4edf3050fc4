/// From a point cloud to features and colours: one path for the window and the command line.
@NullMarked
package cadenza.app.pipeline;

import org.jspecify.annotations.NullMarked;
