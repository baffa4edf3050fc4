package cadenza.app.viewport.select;

import cadenza.render.Frame;
import cadenza.render.Selection;
import java.util.Optional;
import java.util.function.Function;

/// Asks about the picture that is shown; empty while there is none.
@FunctionalInterface
public interface FrameQuestion {
  /// @param question must not keep the frame
  Optional<Selection> ask(Function<Frame, Selection> question);
}
