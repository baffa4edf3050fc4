package cadenza.app.tasks;

import cadenza.scan.Progress;

/// What a background task does: blocks, reports to a [Progress], and gives its result back.
@FunctionalInterface
public interface Work<T> {
  /// @throws Exception any failure; the task that runs this says it to the person
  T run(Progress progress) throws Exception;
}
