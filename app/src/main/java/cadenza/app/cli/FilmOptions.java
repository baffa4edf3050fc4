package cadenza.app.cli;

import cadenza.app.pictures.Ffmpeg;
import cadenza.app.pictures.Film;
import cadenza.app.pictures.FrameFolder;
import cadenza.app.pictures.PictureSize;
import cadenza.app.pictures.VideoFormat;
import cadenza.render.Camera;
import cadenza.render.FrameRenderer;
import cadenza.render.Scene;
import cadenza.render.Turntable;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A turn of the camera about its target, in place of one picture.
final class FilmOptions {
  private static final int MAX_FPS = 120;
  private static final int STEPS = 20;

  @Option(
      names = "--turntable",
      paramLabel = "N",
      description =
          "Turns the camera once about its target, in N pictures (2 to 9999); --out is a folder for"
              + " frame_0001.png …, or an .mp4 or .webm file, which needs ffmpeg")
  private @Nullable Integer frames;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description = "Pictures a second of a video (default: ${DEFAULT-VALUE})")
  private int framesPerSecond = 30;

  @Option(names = "--clockwise", description = "Turns the camera clockwise as seen from above")
  private boolean clockwise;

  boolean isWanted() {
    return frames != null;
  }

  /// Checks the options and that the output can be written, before any work begins.
  ///
  /// @param transparent whether the background is
  void check(Console console, Path out, boolean transparent) throws IOException {
    if (frames == null) {
      console.requireOutput(out, Set.of("png"));
      return;
    }
    console.require(
        frames >= 2 && frames <= Turntable.MAX_FRAMES,
        "--turntable: " + frames + " is not within 2 to " + Turntable.MAX_FRAMES + " pictures");
    console.require(
        framesPerSecond >= 1 && framesPerSecond <= MAX_FPS,
        "--fps: " + framesPerSecond + " is not within 1 to " + MAX_FPS);
    Optional<VideoFormat> format = format(out);
    if (format.isPresent()) {
      console.require(
          !transparent,
          "--background: a video cannot be transparent; choose dark, light, white or black, or a"
              + " folder of PNGs");
      console.requireParent(out);
      requireEncoder(format.get());
      return;
    }
    console.require(
        !String.valueOf(out.getFileName()).contains("."),
        out + ": with --turntable, --out is a folder, or a file that ends in .mp4 or .webm");
    console.requireFolder(out);
    String obstacle = FrameFolder.obstacle(out, frames);
    console.require(obstacle.isEmpty(), "--out: " + obstacle);
  }

  private static Optional<VideoFormat> format(Path out) {
    String extension = Console.extension(out);
    return List.of(VideoFormat.values()).stream()
        .filter(format -> format.extension().equals(extension))
        .findFirst();
  }

  private static Ffmpeg requireEncoder(VideoFormat format) throws IOException {
    Ffmpeg ffmpeg =
        Ffmpeg.find()
            .orElseThrow(() ->
                new IOException("no ffmpeg on the PATH, which makes videos. " + Ffmpeg.ADVICE));
    if (ffmpeg.makes(format)) {
      return ffmpeg;
    }
    String others =
        List.of(VideoFormat.values()).stream()
            .filter(ffmpeg::makes)
            .map(other -> "." + other.extension())
            .findFirst()
            .map(other -> "Choose a name that ends in " + other + ", or a folder.")
            .orElse("Choose a folder, for PNG frames.");
    throw new IOException(
        ffmpeg.program() + " has no encoder for " + format.title() + ". " + others);
  }

  /// Draws the film and writes it.
  void write(
      Scene scene,
      Camera camera,
      PictureSize size,
      Supplier<FrameRenderer> renderer,
      Path out,
      Progress progress)
      throws IOException {
    int count = frames == null ? 2 : frames;
    Film film = new Film(List.of(scene), new Turntable(camera, count, clockwise), size);
    Optional<VideoFormat> format = format(out);
    if (format.isPresent()) {
      requireEncoder(format.get())
          .write(film, renderer, format.get(), framesPerSecond, out, inSteps(progress));
    } else {
      FrameFolder.write(film, renderer, out, inSteps(progress));
    }
  }

  /// Tells of every twentieth part: a line for each of a thousand pictures is no help.
  private static Progress inSteps(Progress progress) {
    return new Progress() {
      private int told = -1;

      @Override
      public void report(double fraction, String step) {
        int part = (int) (STEPS * fraction);
        if (part != told) {
          told = part;
          progress.report(fraction, step);
        }
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }
}
