package cadenza.render.gl;

/// OpenGL cannot do here what is needed; the message says what and why.
final class GlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GlException(String message) {
    super(message);
  }
}
