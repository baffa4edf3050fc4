package cadenza.sonata.kernels;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Tries CUDA libraries in a process of their own, before this one loads them: a library that does
/// not load cannot be unloaded again, and one of another release can end the process.
final class CudaTrial {
  /// System property of the process that tries: it trusts its libraries.
  static final String TRUST = "cadenza.cuda.trusted";

  private static final String WORKS = "CUDA works";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int WORDS_LIMIT = 600;

  private final List<String> command;

  /// @param command what to run; the folder is appended
  CudaTrial(List<String> command) {
    this.command = command;
  }

  /// A trial by this program's own Java; empty where the program has none it could start.
  static Optional<CudaTrial> ofThisJava() {
    Path bin = Path.of(System.getProperty("java.home", ""), "bin");
    return List.of("java", "java.exe").stream()
        .map(bin::resolve)
        .filter(Files::isExecutable)
        .findFirst()
        .map(java ->
            new CudaTrial(
                List.of(
                    java.toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Xmx256m",
                    "-D" + TRUST + "=true",
                    "-cp",
                    System.getProperty("java.class.path", ""),
                    CudaTrial.class.getName())));
  }

  /// Tries.
  ///
  /// @return what went wrong, in the words of whoever complained; empty if CUDA works
  Optional<String> failure(CudaLibraries libraries) {
    Path words = null;
    Process process = null;
    try {
      words = Files.createTempFile("cadenza-cuda", ".txt");
      List<String> whole = new ArrayList<>(command);
      whole.add(libraries.folder().toAbsolutePath().toString());
      process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return Optional.of("they did not answer within " + LIMIT.toSeconds() + " s.");
      }
      return judge(process.exitValue(), Files.readString(words, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.of("they could not be tried (" + e.getMessage() + ").");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the trial was interrupted.");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
      delete(words);
    }
  }

  private static Optional<String> judge(int code, String output) {
    if (code == 0 && output.contains(WORKS)) {
      return Optional.empty();
    }
    String said = output.strip().replaceAll("\\s+", " ");
    if (said.length() > WORDS_LIMIT) {
      said = said.substring(0, WORDS_LIMIT) + "…";
    } else if (!said.isEmpty() && !said.endsWith(".")) {
      said += ".";
    }
    return Optional.of(
        said.isEmpty() ? "the process that tried them ended with code " + code + "." : said);
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      file.toFile().deleteOnExit();
    }
  }

  /// The process that tries: loads the libraries of the folder named and multiplies on the GPU.
  public static void main(String[] arguments) {
    System.setProperty(CudaLibraries.PROPERTY, arguments[0]);
    try {
      Engine engine = Torch.start();
      if (!engine.hasCapability("CUDA")) {
        System.out.println("PyTorch sees no CUDA device.");
        System.exit(1);
      }
      multiply();
      System.out.println(WORKS);
      System.exit(0);
    } catch (RuntimeException | LinkageError e) {
      Throwable first = e;
      while (first.getCause() != null) {
        first = first.getCause();
      }
      System.out.println(first.getMessage());
      System.exit(1);
    }
  }

  // A GPU that the libraries have no code for fails at the first operator, not before.
  private static void multiply() {
    float[] ones = {1, 1, 1, 1};
    Shape square = new Shape(2, 2);
    try (Kernels kernels = Kernels.load(ai.djl.Device.gpu());
        NDManager manager = NDManager.newBaseManager(ai.djl.Device.gpu(), Torch.ENGINE)) {
      NDArray x = Torch.floats(manager, square, ones);
      NDArray bias = Torch.floats(manager, new Shape(2), new float[2]);
      for (float number : Torch.toArray(kernels.call(manager, "linear", x, x, bias))) {
        if (number != 2) {
          throw new IllegalStateException("1 · 1 + 1 · 1 = " + number + " on the GPU.");
        }
      }
    }
  }
}
