package cadenza.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.render.splat.SplatRenderer;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// With stand-ins for the program, which are shell scripts, and with the real one where it is.
@DisabledOnOs(OS.WINDOWS)
class FfmpegTest {
  private static final String LIST =
      "if [ \"$2\" = -encoders ]; then echo ' V....D libx264 H.264'; exit 0; fi\n";

  @TempDir Path directory;

  /// A program of that name that runs these lines.
  private Path program(String lines) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("bin"));
    Path file = folder.resolve("ffmpeg");
    Files.writeString(file, "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private Ffmpeg stand(String lines) throws IOException {
    return Ffmpeg.find(program(LIST + lines).toString()).orElseThrow();
  }

  private Stream<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.endsWith("bin")).toList().stream();
    }
  }

  @Test
  void oneThatIsNotThereOrDoesNotRunIsNone() throws Exception {
    assertThat(Ffmpeg.find(directory.toString())).isEmpty();
    assertThat(Ffmpeg.find(program("exit 3\n").toString())).isEmpty();
  }

  @Test
  void itGetsAllPixelsAndItsFileIsMovedIntoPlace() throws Exception {
    // The last argument is the file to write; what comes in is what is written.
    Ffmpeg ffmpeg = stand("for last; do :; done; cat > \"$last\"\n");
    assertThat(ffmpeg.makes(VideoFormat.MP4)).isTrue();
    assertThat(ffmpeg.makes(VideoFormat.WEBM)).isFalse();
    Path file = directory.resolve("film.mp4");
    ffmpeg.write(Films.film(3), SplatRenderer::new, VideoFormat.MP4, 30, file, Progress.none());
    assertThat(Files.size(file)).isEqualTo(3L * 4 * Films.SIZE.width() * Films.SIZE.height());
    assertThat(left()).containsExactly(file);
  }

  @Test
  void whatItComplainsAboutIsSaid() throws Exception {
    Ffmpeg ffmpeg = stand("echo 'the disk is full' >&2; exit 1\n");
    Path file = Files.writeString(directory.resolve("film.mp4"), "of before");
    assertThatThrownBy(() ->
            ffmpeg.write(
                Films.film(200), SplatRenderer::new, VideoFormat.MP4, 30, file, Progress.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is full");
    assertThat(file).hasContent("of before");
    assertThat(left()).containsExactly(file);
  }

  @Test
  void cancellingLeavesNothing() throws Exception {
    Ffmpeg ffmpeg = stand("for last; do :; done; cat > \"$last\"\n");
    Path file = directory.resolve("film.mp4");
    assertThatThrownBy(() ->
            ffmpeg.write(
                Films.film(5),
                SplatRenderer::new,
                VideoFormat.MP4,
                30,
                file,
                Films.cancelledAfter(3)))
        .isInstanceOf(CancellationException.class);
    assertThat(left()).isEmpty();
  }

  @Test
  void theRealOneMakesAVideo() throws Exception {
    Optional<Ffmpeg> real = Ffmpeg.find();
    assumeTrue(real.isPresent(), "no ffmpeg on the PATH");
    for (VideoFormat format : VideoFormat.values()) {
      if (real.get().makes(format)) {
        Path file = directory.resolve("film." + format.extension());
        real.get().write(Films.film(6), SplatRenderer::new, format, 30, file, Progress.none());
        assertThat(Files.size(file)).isGreaterThan(500);
      }
    }
  }
}
