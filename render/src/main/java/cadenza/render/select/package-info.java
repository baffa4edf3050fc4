/// Which points a person means: masks on the screen, brushes, and regions that grow over a surface.
@NullMarked
package cadenza.render.select;

import org.jspecify.annotations.NullMarked;
