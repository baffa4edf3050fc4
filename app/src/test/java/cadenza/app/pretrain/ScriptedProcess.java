package cadenza.app.pretrain;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A run that tells what a test wants it to tell, and does what it is told only if the test says
/// so.
public final class ScriptedProcess implements PretrainProcess {
  private static final String END = "";

  /// What each start was given.
  public final List<List<String>> starts = new CopyOnWriteArrayList<>();

  /// Words it was told, `kill` among them.
  public final List<String> said = new CopyOnWriteArrayList<>();

  /// Why it cannot be started; null if it can.
  public volatile @Nullable String refusal;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile int exitCode;
  private volatile String lastWords = "";

  @Override
  public Running start(List<String> arguments) throws IOException {
    starts.add(arguments);
    String why = refusal;
    if (why != null) {
      throw new IOException(why);
    }
    return new Scripted();
  }

  /// Prints lines.
  public void tell(String... more) {
    lines.addAll(List.of(more));
  }

  /// The line of a step with these losses.
  public static String step(int step, int total, double loss) {
    return """
    {"type":"step","step":%d,"totalSteps":%d,"loss":%s,"mask":%s,"roll":%s,"local":%s,\
    "gradientLength":2.0,"learningRate":5e-4,"stepSeconds":1.39,"waitSeconds":0.0,\
    "pointsPerSecond":9735,"memoryBytes":606076928,"remainingSeconds":840}\
    """
        .formatted(step, total, loss, loss - 0.5, loss + 0.2, loss + 0.1);
  }

  /// The line of a look at two levels.
  public static String watch(int step, double rank, double height) {
    return """
    {"type":"watch","step":%d,"levels":[\
    {"level":0,"channels":32,"deviation":0.8,"effectiveRank":%s},\
    {"level":1,"channels":64,"deviation":0.7,"effectiveRank":30.5}],\
    "prototypeUse":0.61,"teacherEntropy":0.2,"heightR2":%s,"normalR2":0.5}\
    """
        .formatted(step, rank, height);
  }

  /// The line of a beginning.
  public static String begin(int step, int total) {
    return """
    {"type":"begin","preset":"starter","step":%d,"totalSteps":%d,"seed":7,\
    "parameters":7200000,"memoryBytes":900000000}\
    """
        .formatted(step, total);
  }

  /// Ends it.
  ///
  /// @param words what it wrote for people
  public void end(int code, String words) {
    exitCode = code;
    lastWords = words;
    lines.add(END);
  }

  private final class Scripted implements Running {
    @Override
    public @Nullable String readLine() throws IOException {
      try {
        String line = lines.take();
        return line.equals(END) ? null : line;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void say(String word) {
      said.add(word);
    }

    @Override
    public int exitCode() {
      return exitCode;
    }

    @Override
    public String lastWords() {
      return lastWords;
    }

    @Override
    public void kill() {
      said.add("kill");
      end(137, "");
    }
  }
}
