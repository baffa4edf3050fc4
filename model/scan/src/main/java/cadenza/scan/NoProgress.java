package cadenza.scan;

enum NoProgress implements Progress {
  INSTANCE;

  @Override
  public void report(double fraction, String step) {}

  @Override
  public boolean isCancelled() {
    return false;
  }
}
