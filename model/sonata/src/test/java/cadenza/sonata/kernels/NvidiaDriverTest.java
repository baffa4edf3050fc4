package cadenza.sonata.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls into the driver's library, with one compiled here that answers what a test needs.
class NvidiaDriverTest {
  private static final String DRIVER =
      """
      #include <string.h>
      int cuInit(unsigned flags) { return INIT; }
      int cuDriverGetVersion(int *version) { *version = 12080; return 0; }
      int cuDeviceGetCount(int *count) { *count = 2; return 0; }
      int cuDeviceGet(int *device, int ordinal) { *device = 40 + ordinal; return 0; }
      int cuDeviceGetName(char *name, int length, int device) {
        strncpy(name, device == 40 ? "First GPU" : "Second GPU", length);
        return 0;
      }
      int cuDeviceTotalMem_v2(unsigned long long *bytes, int device) {
        *bytes = (device - 39) * (8ULL << 30);
        return 0;
      }
      int cuGetErrorString(int code, const char **text) {
        *text = "the driver sleeps";
        return 0;
      }
      """;

  @TempDir Path folder;

  private DriverAnswer ask(int init) throws Exception {
    Path source = Files.writeString(folder.resolve("driver.c"), DRIVER);
    Path library = folder.resolve("libdriver" + init + ".so");
    try {
      Process compiler =
          new ProcessBuilder(
                  List.of(
                      "cc",
                      "-shared",
                      "-fPIC",
                      "-DINIT=" + init,
                      "-o",
                      library.toString(),
                      source.toString()))
              .inheritIO()
              .start();
      assumeTrue(compiler.waitFor() == 0, "the C compiler does not compile this");
    } catch (IOException noCompiler) {
      assumeTrue(false, "no C compiler to make a driver with");
    }
    return NvidiaDriver.ask(library.toString());
  }

  @Test
  void noDriver() {
    assertThat(NvidiaDriver.ask("libno-such-driver.so.1")).isEqualTo(new DriverAnswer.Missing());
  }

  @Test
  void devicesInTheDriversOrder() throws Exception {
    assertThat(ask(0))
        .isEqualTo(
            new DriverAnswer.Running(
                12_080, List.of(new Gpu("First GPU", 8L << 30), new Gpu("Second GPU", 16L << 30))));
  }

  @Test
  void noDevice() throws Exception {
    assertThat(ask(100)).isEqualTo(new DriverAnswer.Running(12_080, List.of()));
  }

  @Test
  void aDriverThatDoesNotStartIsQuoted() throws Exception {
    assertThat(ask(999)).isEqualTo(new DriverAnswer.Refused("the driver sleeps (CUDA error 999)"));
  }

  @Test
  void aLibraryThatIsNoDriver() {
    assumeTrue(System.getProperty("os.name").startsWith("Linux"), "Linux's library");
    assertThat(NvidiaDriver.ask("libm.so.6"))
        .isEqualTo(new DriverAnswer.Refused("its library has no cuInit"));
  }
}
