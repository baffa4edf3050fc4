package cadenza.app.pretrain;

/// By which another thread pauses a run or ends it after the step under way.
public final class RunControl {
  private boolean paused;
  private boolean stopped;

  /// Holds the run before its next step.
  public synchronized void pause() {
    paused = true;
  }

  /// Lets a paused run go on.
  public synchronized void goOn() {
    paused = false;
    notifyAll();
  }

  /// Ends the run after the step under way; what it learnt is saved.
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  public synchronized boolean isStopped() {
    return stopped;
  }

  public synchronized boolean isPaused() {
    return paused && !stopped;
  }

  /// Waits while the run is paused.
  ///
  /// @return false if it is to end
  synchronized boolean mayGoOn() throws InterruptedException {
    while (paused && !stopped) {
      wait();
    }
    return !stopped;
  }
}
