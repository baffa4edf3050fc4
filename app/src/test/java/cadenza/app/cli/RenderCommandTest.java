package cadenza.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.pictures.Ffmpeg;
import cadenza.app.pictures.VideoFormat;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderCommandTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 100;

  @TempDir Path directory;

  private StringWriter err = new StringWriter();
  private Path room;

  @BeforeEach
  void writeRoom() throws Exception {
    room = SmallRoom.write(directory.resolve("room.ply"));
  }

  private int run(Object... more) {
    List<String> words = new ArrayList<>(List.of("render", room.toString()));
    for (Object word : more) {
      words.add(word.toString());
    }
    err = new StringWriter();
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(words.toArray(String[]::new));
  }

  private BufferedImage draw(Object... more) throws Exception {
    Path file = directory.resolve("x.png");
    List<Object> words = new ArrayList<>(List.of("--size", WIDTH + "x" + HEIGHT, "--out", file));
    words.addAll(List.of(more));
    assertThat(run(words.toArray())).as(err.toString()).isZero();
    return ImageIO.read(file.toFile());
  }

  /// Pixels where a colour (shift 16 red, 8 green, 0 blue) outweighs the others.
  private static long count(BufferedImage picture, int shift) {
    return IntStream.range(0, WIDTH * HEIGHT)
        .map(i -> picture.getRGB(i % WIDTH, i / WIDTH))
        .filter(argb -> argb >>> 24 == 0xff)
        .filter(argb ->
            (argb >> shift & 0xff)
                > 30 + Math.max(argb >> (shift + 8) % 24 & 0xff, argb >> (shift + 16) % 24 & 0xff))
        .count();
  }

  @Test
  void namedViewsLookFromWhereTheySay() throws Exception {
    BufferedImage top = draw("--view", "top", "--orthographic", "--see-through", "off");
    assertThat(count(top, 16)).as("floor").isGreaterThan(3000);
    assertThat(count(top, 8)).as("wall, edge on").isLessThan(600);
    BufferedImage front = draw("--view", "FRONT", "--orthographic", "--see-through", "off");
    assertThat(count(front, 16)).as("floor, edge on").isLessThan(600);
    BufferedImage iso = draw("--view", "iso");
    assertThat(count(iso, 16)).isGreaterThan(600);
  }

  @Test
  void aCameraInNumbersIsTheSameAsInJson() throws Exception {
    int[] numbers = pixels(draw("--eye=504,-203,13", "--target", "501,-199,11", "--fov", "50"));
    String json = "{\"eye\": [504, -203, 13], \"target\": [501, -199, 11], \"fov\": 50}";
    assertThat(pixels(draw("--camera", json))).isEqualTo(numbers);
    Path file = Files.writeString(directory.resolve("view.json"), json);
    assertThat(pixels(draw("--camera", file))).isEqualTo(numbers);
    assertThat(pixels(draw())).isNotEqualTo(numbers);
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
  }

  @Test
  void backgroundClipAndPointSizeDoWhatTheySay() throws Exception {
    assertThat(draw("--background", "white").getRGB(0, 0)).isEqualTo(0xffffffff);
    assertThat(draw("--background", "transparent").getRGB(0, 0) >>> 24).isZero();
    BufferedImage floor = draw("--clip", "499,-201,9.9,503,-197,10.05");
    assertThat(count(floor, 16)).isGreaterThan(500);
    assertThat(count(floor, 8) + count(floor, 0)).isLessThan(count(floor, 16) / 4);
    BufferedImage dots = draw("--point-size", "1px", "--background", "white", "--edl", "off");
    BufferedImage discs = draw("--point-size", "8px", "--background", "white", "--edl", "off");
    assertThat(count(dots, 16)).isLessThan(count(discs, 16));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--view | sideways | HOME, FRONT",
        "--edl | strong | a number from 0 to 10, or off",
        "--edl | 11 | 0 to 10",
        "--point-size | 0 | 0.1 to 10",
        "--point-size | 900px | 1px to 200px",
        "--clip | 0,0,0,1,1 | minx,miny,minz",
        "--clip | 0,0,0,1,1,-1 | each minimum below its maximum",
        "--clip | 0,0,0,1,1,1 | nothing of the scan is in this box",
        "--eye | 1,2,3 | --target",
        "--fov | 170 | 1 to 150",
        "--camera | nowhere.json | neither JSON nor a file",
        "--camera | {} | its \"eye\"",
        "--background | pink | TRANSPARENT",
        "--see-through | maybe | ON, OFF",
        "--renderer | vulkan | JAVA, OPENGL, AUTO",
        "--turntable | 1 | 2 to 9999",
        "--size | 99999x10 | 1 to 32768",
      })
  void aWrongOptionIsNamedWithWhatIsAllowed(String option, String value, String allowed) {
    assertThat(run(option, value, "--out", directory.resolve("x.png"))).isEqualTo(2);
    assertThat(err.toString()).contains(option, allowed).doesNotContain("Exception");
    assertThat(directory.resolve("x.png")).doesNotExist();
  }

  @Test
  void twoWaysToSayAViewAreRefused() {
    assertThat(run("--view", "top", "--eye", "1,2,3", "--out", "x.png")).isEqualTo(2);
    assertThat(err.toString()).contains("choose one of --view, --camera");
  }

  @Test
  void openGlDrawsOrSaysWhyNot() throws Exception {
    Path file = directory.resolve("gl.png");
    int code = run("--size", "160x100", "--renderer", "opengl", "--out", file);
    if (code == 0) {
      assertThat(count(ImageIO.read(file.toFile()), 16)).isGreaterThan(500);
    } else {
      assertThat(err.toString()).contains("--renderer", "Choose java").doesNotContain("Exception");
      assertThat(file).doesNotExist();
    }
    assertThat(run("--size", "160x100", "--renderer", "auto", "--out", file)).isZero();
  }

  @Test
  void aTurntableIsAFolderOfPictures() {
    Path folder = directory.resolve("turn");
    assertThat(run("--size", "64x40", "--turntable", 4, "--out", folder))
        .as(err.toString())
        .isZero();
    assertThat(folder.resolve("frame_0004.png")).exists();
    assertThat(run("--size", "64x40", "--turntable", 3, "--out", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("frame_0004.png");
    assertThat(run("--turntable", 3, "--out", directory.resolve("x.gif"))).isEqualTo(2);
    assertThat(err.toString()).contains(".mp4 or .webm");
  }

  @Test
  void aTurntableIsAVideoWhereThereIsFfmpeg() {
    Path file = directory.resolve("turn.mp4");
    int code = run("--size", "65x41", "--turntable", 4, "--fps", 12, "--out", file);
    boolean able = Ffmpeg.find().map(program -> program.makes(VideoFormat.MP4)).orElse(false);
    if (able) {
      assertThat(code).as(err.toString()).isZero();
      assertThat(file).isNotEmptyFile();
    } else {
      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).contains("ffmpeg").doesNotContain("Exception");
      assertThat(file).doesNotExist();
    }
    assertThat(run("--turntable", 4, "--background", "transparent", "--out", file)).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be transparent");
  }
}
