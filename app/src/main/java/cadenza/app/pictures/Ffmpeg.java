package cadenza.app.pictures;

import cadenza.app.pictures.VideoFormat.Encoder;
import cadenza.render.FrameRenderer;
import cadenza.render.Raster;
import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The program ffmpeg, where this machine has it: makes videos of films.
///
/// # How it works
///
/// Pictures go to the program's standard input as raw pixels; it writes under a temporary name that
/// [AtomicFile] renames once the program has ended well. A film that is cancelled or fails leaves
/// nothing behind.
///
/// @param encoders names of the encoders it has
public record Ffmpeg(Path program, List<String> encoders) {
  /// What to do where there is none.
  public static final String ADVICE =
      "Install ffmpeg (Debian, Ubuntu: apt install ffmpeg; macOS: brew install ffmpeg; Windows:"
          + " winget install ffmpeg), or write PNG frames.";

  private static final long PATIENCE_SECONDS = 20;
  private static final int MESSAGE_CHARACTERS = 400;

  public Ffmpeg {
    encoders = List.copyOf(encoders);
  }

  /// The one on the PATH; empty if there is none or it does not run.
  public static Optional<Ffmpeg> find() {
    return find(System.getenv("PATH"));
  }

  /// The first one in these folders.
  static Optional<Ffmpeg> find(String folders) {
    boolean windows = File.pathSeparatorChar == ';';
    String name = windows ? "ffmpeg.exe" : "ffmpeg";
    for (String folder : folders == null ? new String[0] : folders.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        try {
          return Optional.of(new Ffmpeg(program, listEncoders(program)));
        } catch (IOException notWorking) {
          // As good as none; the next folder may have one that runs.
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> listEncoders(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), "-hide_banner", "-encoders")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> names = new ArrayList<>();
    for (String line :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 1 && words[0].startsWith("V")) {
        names.add(words[1]);
      }
    }
    if (await(process) != 0) {
      throw new IOException(program + " does not run");
    }
    return names;
  }

  /// Whether it can make videos of this format.
  public boolean makes(VideoFormat format) {
    return encoder(format).isPresent();
  }

  private Optional<Encoder> encoder(VideoFormat format) {
    return format.encoders().stream()
        .filter(candidate -> encoders.contains(candidate.name()))
        .findFirst();
  }

  /// Draws the film and writes the video.
  ///
  /// @param renderer opened and closed by this call, on the thread of the caller
  public void write(
      Film film,
      Supplier<FrameRenderer> renderer,
      VideoFormat format,
      int framesPerSecond,
      Path file,
      Progress progress)
      throws IOException {
    Encoder encoder =
        encoder(format)
            .orElseThrow(() ->
                new IOException(
                    program + " has no encoder for " + format.title() + " — Write PNG frames."));
    AtomicFile.make(
        file,
        temporary -> {
          List<String> command = command(film.size(), format, encoder, framesPerSecond, temporary);
          encode(command, film, renderer, progress);
        });
  }

  private List<String> command(
      PictureSize size, VideoFormat format, Encoder encoder, int framesPerSecond, Path temporary) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "-hide_banner", "-loglevel", "error", "-y"));
    command.addAll(List.of("-f", "rawvideo", "-pixel_format", "bgra"));
    command.addAll(List.of("-video_size", size.width() + "x" + size.height()));
    command.addAll(List.of("-framerate", Integer.toString(framesPerSecond), "-i", "-", "-an"));
    // Halved colour, which all players know, needs even sides: an odd row or column is cut off.
    command.addAll(List.of("-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2,format=yuv420p"));
    command.addAll(List.of("-c:v", encoder.name()));
    command.addAll(encoder.options());
    command.addAll(format.options());
    command.addAll(List.of("-f", format.extension(), temporary.toString()));
    return command;
  }

  private static void encode(
      List<String> command, Film film, Supplier<FrameRenderer> renderer, Progress progress)
      throws IOException {
    // Into a file: nobody reads while pictures are drawn, and a full pipe would stop the program.
    Path words = Files.createTempFile("cadenza-ffmpeg", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      try (OutputStream pixels = process.getOutputStream()) {
        byte[] row = new byte[4 * film.size().width()];
        film.shoot(
            renderer,
            picture -> send(picture, row, pixels, process, words),
            progress.slice(0, 0.98));
      }
      progress.report(0.99, "Finishing the video");
      // The last pictures may still be waiting in the program.
      while (process.isAlive()) {
        progress.checkCancelled();
        pause(process);
      }
      if (process.exitValue() != 0) {
        throw failure(words);
      }
    } finally {
      process.destroyForcibly();
      await(process);
      Files.deleteIfExists(words);
    }
  }

  private static void send(
      Raster picture, byte[] row, OutputStream pixels, Process process, Path words)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (int y = 0; y < picture.height(); y++) {
        bytes.asIntBuffer().put(picture.pixels(), y * picture.width(), picture.width());
        pixels.write(row);
      }
    } catch (IOException closed) {
      // The program has ended; what it said is the reason.
      await(process);
      throw failure(words);
    }
  }

  private static IOException failure(Path words) throws IOException {
    String said = Files.readString(words, StandardCharsets.UTF_8).strip();
    String last = said.substring(Math.max(0, said.length() - MESSAGE_CHARACTERS));
    return new IOException(
        String.format(
            Locale.ROOT,
            "ffmpeg could not make the video: %s — Choose a smaller size or write PNG frames.",
            last.isEmpty() ? "it gave no reason" : last));
  }

  private static void pause(Process process) {
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /// Its exit code; it is ended if it takes too long.
  private static int await(Process process) {
    boolean interrupted = false;
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    process.destroyForcibly();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return -1;
  }
}
