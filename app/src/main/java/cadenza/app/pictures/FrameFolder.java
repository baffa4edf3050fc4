package cadenza.app.pictures;

import cadenza.render.FrameRenderer;
import cadenza.render.PngWriter;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes a film as `frame_0001.png`, `frame_0002.png` … into a folder.
///
/// # How it works
///
/// The pictures are written into a hidden folder inside and moved when all are there, so that a
/// film that is cancelled or fails leaves nothing behind. Pictures of the same names are replaced.
public final class FrameFolder {
  private static final Pattern NAME = Pattern.compile("frame_(\\d{4})\\.png");

  private FrameFolder() {}

  /// Name of a picture, counted from 1.
  static String name(int number) {
    return String.format(Locale.ROOT, "frame_%04d.png", number);
  }

  /// Why a film of so many pictures should not go into a folder; empty if it may.
  public static String obstacle(Path folder, int frameCount) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder) ? folder + " is a file where a folder is needed" : "";
    }
    try (Stream<Path> files = Files.list(folder)) {
      int last =
          files
              .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
              .filter(Matcher::matches)
              .mapToInt(name -> Integer.parseInt(name.group(1)))
              .max()
              .orElse(0);
      return last > frameCount
          ? folder + " holds a longer film, up to " + name(last) + "; choose another folder"
          : "";
    }
  }

  /// Writes the film; makes the folder if it is not there.
  public static void write(
      Film film, Supplier<FrameRenderer> renderer, Path folder, Progress progress)
      throws IOException {
    String obstacle = obstacle(folder, film.frameCount());
    if (!obstacle.isEmpty()) {
      throw new IOException(obstacle);
    }
    boolean isNew = !Files.exists(folder);
    Files.createDirectories(folder);
    String mark = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    Path hidden = Files.createDirectory(folder.resolve("." + mark + ".part"));
    List<Path> written = new ArrayList<>();
    boolean complete = false;
    try {
      film.shoot(
          renderer,
          picture -> {
            Path file = hidden.resolve(name(written.size() + 1));
            written.add(file);
            PngWriter.write(picture.pixels(), picture.width(), picture.height(), file);
          },
          progress);
      for (Path file : written) {
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      complete = true;
    } finally {
      for (Path file : written) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(hidden);
      if (isNew && !complete) {
        Files.deleteIfExists(folder);
      }
    }
  }
}
