/// The renderer on OpenGL 3.3 core; the only package that knows LWJGL.
@NullMarked
package cadenza.render.gl;

import org.jspecify.annotations.NullMarked;
