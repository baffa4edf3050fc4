package cadenza.app.weights;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Another process that locks a file: says `held` or `refused`, then waits for its input to end.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] words) throws Exception {
    try (FileChannel channel =
        FileChannel.open(Path.of(words[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      System.out.println(lock == null ? "refused" : "held");
      while (System.in.read() >= 0) {
        // until the test is done
      }
    }
  }
}
