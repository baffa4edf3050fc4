package cadenza.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.pipeline.LockFile;
import cadenza.app.weights.DownloadException;
import cadenza.app.weights.LocalServer;
import cadenza.app.weights.LocalServer.Answer;
import cadenza.app.weights.LocalServer.Request;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.CudaState;
import cadenza.sonata.kernels.CudaState.Obstacle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server on this machine; the archive is made up and the trial with it.
class GpuLibrariesTest {
  private static final String TAG = "\"v1\"";

  @TempDir Path data;

  private byte[] file;
  private LocalServer server;
  private GpuLibraries libraries;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void serve(byte[] archive) throws IOException {
    file = archive;
    server = new LocalServer(request -> LocalServer.serve(request, file, TAG));
    libraries = TestGpu.libraries(server, data, () -> TestGpu.withGpu(data));
  }

  private void fetch() throws IOException {
    libraries.fetch(libraries.ask(Progress.none()), Progress.none());
  }

  private Path lib() {
    return data.resolve("libtorch").resolve("lib");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .map(path -> data.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private void assertRefused(String... words) throws IOException {
    assertThatThrownBy(this::fetch)
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(" — ");
    assertThat(libraries.isHere()).isFalse();
  }

  @Test
  void bothSizesAreToldFromTheEndOfTheArchiveAlone() throws Exception {
    Map<String, byte[]> entries = TestGpu.entries(6_000_000);
    serve(TestGpu.zip(entries));
    GpuOffer offer = libraries.ask(Progress.none());
    long natives =
        entries.entrySet().stream()
            .filter(entry -> entry.getKey().matches("libtorch/(lib/.*\\.so.*|build-version)"))
            .mapToLong(entry -> entry.getValue().length)
            .sum();
    assertThat(offer.remote().size()).hasValue(file.length);
    assertThat(offer.unpackedBytes()).hasValue(natives);
    assertThat(server.gets()).hasSize(1);
    assertThat(server.gets().getFirst().from()).isEqualTo(file.length - RemoteTable.TAIL_BYTES);
    assertThat(offer.spaceWords()).startsWith("6.0 MB; 12 MB while");
    assertThat(left()).isEmpty();
  }

  @Test
  void aServerWithoutRangesLeavesTheSpaceUntold() throws Exception {
    serve(TestGpu.zip(TestGpu.entries(6_000_000)));
    server.answer(request ->
        LocalServer.serve(new Request(request.method(), request.path(), Map.of()), file, TAG));
    GpuOffer offer = libraries.ask(Progress.none());
    assertThat(offer.remote().size()).hasValue(file.length);
    assertThat(offer.unpackedBytes()).isEmpty();
    assertThat(offer.spaceWords()).contains("told before it is unpacked");
  }

  @Test
  void onlyTheLibrariesAreUnpackedAndTheArchiveIsGone() throws Exception {
    serve(TestGpu.archive());
    assertThat(libraries.look().obstacle()).isEqualTo(Obstacle.NO_LIBRARIES);
    fetch();
    assertThat(left())
        .containsExactlyInAnyOrder(
            "libtorch/build-version",
            "libtorch/lib/libcudart-218eec4c.so.12",
            "libtorch/lib/" + System.mapLibraryName("c10"),
            "libtorch/lib/" + System.mapLibraryName("c10_cuda"),
            "libtorch/lib/" + System.mapLibraryName("torch"),
            "libtorch/lib/" + System.mapLibraryName("torch_cpu"),
            "libtorch/lib/" + System.mapLibraryName("torch_cuda"));
    assertThat(lib().resolve(System.mapLibraryName("torch_cuda")))
        .hasBinaryContent(
            TestGpu.entries(400_000).get("libtorch/lib/" + System.mapLibraryName("torch_cuda")));
    assertThat(libraries.look().obstacle()).isEqualTo(Obstacle.NONE);
    assertThatThrownBy(this::fetch).hasMessageContaining("already").hasMessageContaining("Remove");
  }

  @Test
  void aCutDownloadGoesOnWhereItEnded() throws Exception {
    serve(TestGpu.archive());
    GpuOffer offer = libraries.ask(Progress.none());
    server.answer(request -> {
      Answer whole = LocalServer.serve(request, file, TAG);
      return request.from() == 0 ? whole.cutAfter(100_000) : whole.cutAfter(0);
    });
    assertThatThrownBy(() -> libraries.fetch(offer, Progress.none()))
        .hasMessageContaining("100 kB are kept");
    assertThat(libraries.bytesBegun()).isEqualTo(100_000);
    assertThat(libraries.isHere()).isFalse();
    server.answer(request -> LocalServer.serve(request, file, TAG));
    fetch();
    assertThat(server.gets().getLast().from()).isEqualTo(100_000);
    assertThat(libraries.isHere()).isTrue();
  }

  @Test
  void cancelledWhileUnpackingTheArchiveStaysAndNobodyIsAskedAgain() throws Exception {
    serve(TestGpu.archive());
    Progress cancels =
        new Progress() {
          private boolean unpacking;

          @Override
          public void report(double fraction, String step) {
            unpacking |= step.startsWith("Unpacking");
          }

          @Override
          public boolean isCancelled() {
            return unpacking;
          }
        };
    GpuOffer offer = libraries.ask(Progress.none());
    assertThatThrownBy(() -> libraries.fetch(offer, cancels))
        .isInstanceOf(CancellationException.class);
    assertThat(libraries.isHere()).isFalse();
    assertThat(libraries.isLoaded()).isTrue();
    assertThat(left()).containsExactly("gpu/libtorch-2.7.1+cu128.zip");
    assertThat(libraries.bytesBegun()).isEqualTo(file.length);
    int asked = server.requests().size();
    libraries.fetch(GpuOffer.UNKNOWN, Progress.none());
    assertThat(libraries.isHere()).isTrue();
    assertThat(server.requests()).hasSize(asked);
  }

  @Test
  void aNameThatLeadsElsewhereIsNotUnpacked() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>(TestGpu.entries(1000));
    byte[] bad = TestGpu.text("bad");
    entries.put("libtorch/lib/../../../escaped.so", bad);
    entries.put("../escaped.so", bad);
    entries.put("/tmp/cadenza-escaped.so", bad);
    entries.put("libtorch/lib/..\\..\\escaped.dll", bad);
    entries.put("libtorch/lib/below/further.so", bad);
    Path outer = data;
    data = Files.createDirectories(data.resolve("a").resolve("b"));
    serve(TestGpu.zip(entries));
    fetch();
    assertThat(left()).hasSize(7);
    data = outer;
    assertThat(left()).noneMatch(name -> name.contains("escaped") || name.contains("further"));
    assertThat(Path.of("/tmp/cadenza-escaped.so")).doesNotExist();
  }

  @Test
  void oneWrongByteIsFoundAndNothingIsLeft() throws Exception {
    byte[] archive = TestGpu.archive();
    archive[archive.length / 2] ^= 1; // within the random bytes of the largest library
    serve(archive);
    assertRefused("libtorch-2.7.1+cu128.zip", "was deleted", "Download it again");
    assertThat(left()).isEmpty();
  }

  @Test
  void whatIsLongerThanItsTableSaysIsRefused() throws Exception {
    byte[] archive = TestGpu.archive();
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> tables = new ArrayList<>();
    for (int i = 0; i < archive.length - 46; i++) {
      if (bytes.getInt(i) == 0x02014b50) {
        tables.add(i);
      }
    }
    int largest =
        tables.stream().max((a, b) -> bytes.getInt(a + 24) - bytes.getInt(b + 24)).orElseThrow();
    bytes.putInt(largest + 24, 1000);
    serve(archive);
    assertRefused("torch_cuda", "was deleted");
    assertThat(left()).isEmpty();
  }

  @Test
  void moreThanAnyReleaseHasIsRefusedUnseen() throws Exception {
    byte[] archive = TestGpu.archive();
    Path zip = Files.write(data.resolve("x.zip"), archive);
    try (NativesArchive usable = NativesArchive.open(zip)) {
      assertThat(usable.bytes()).isBetween(400_000L, 401_000L);
    }
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 1001; i++) {
      many.put("libtorch/lib/lib" + i + ".so", new byte[0]);
    }
    Files.write(zip, TestGpu.zip(many));
    assertThatThrownBy(() -> NativesArchive.open(zip)).hasMessageContaining("1001 libraries");
    Files.delete(zip);
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() throws Exception {
    serve(TestGpu.text("<html>no archive at all</html>"));
    assertRefused("its table cannot be read");
    file = TestGpu.zip(Map.of("readme.txt", TestGpu.text("hello")));
    assertRefused("no libraries");
    Map<String, byte[]> without = new LinkedHashMap<>(TestGpu.entries(1000));
    without.remove("libtorch/lib/" + System.mapLibraryName("torch_cuda"));
    file = TestGpu.zip(without);
    assertRefused("lacks " + System.mapLibraryName("torch_cuda"));
    Map<String, byte[]> other = new LinkedHashMap<>(TestGpu.entries(1000));
    other.put("libtorch/build-version", TestGpu.text("2.8.0+cu128"));
    file = TestGpu.zip(other);
    assertRefused("2.8.0+cu128");
    assertThat(left()).isEmpty();
  }

  @Test
  void withoutSpaceForBothNothingIsLoaded() throws Exception {
    serve(TestGpu.archive());
    libraries =
        TestGpu.libraries(
            server, data, () -> TestGpu.withGpu(data), Map.of(), folder -> 67_400_000);
    GpuOffer offer = libraries.ask(Progress.none());
    int gets = server.gets().size();
    assertThatThrownBy(() -> libraries.fetch(offer, Progress.none()))
        .hasMessageContaining("67 MB free")
        .hasMessageContaining("Free some space");
    assertThat(server.gets()).hasSize(gets);
  }

  @Test
  void removingSaysWhatItFreesAndTakesTheBeginningOfADownloadAlong() throws Exception {
    serve(TestGpu.archive());
    fetch();
    long taken = libraries.bytes();
    assertThat(taken).isGreaterThan(400_000);
    Files.createDirectories(data.resolve("weights"));
    Files.writeString(data.resolve("weights").resolve("mine.pth"), "stays");
    assertThat(libraries.remove()).isEqualTo(taken);
    assertThat(left()).containsExactly("weights/mine.pth");
    assertThat(libraries.remove()).isZero();
  }

  @Test
  void twoAtOnceAreToldOfEachOther() throws Exception {
    serve(TestGpu.archive());
    GpuOffer offer = libraries.ask(Progress.none());
    AtomicInteger said = new AtomicInteger();
    try (LockFile held = LockFile.take(data.resolve("gpu.lock")).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> libraries.fetch(offer, Progress.none()))
          .hasMessageContaining("Another Cadenza");
      assertThatThrownBy(() -> libraries.remove()).hasMessageContaining("Another Cadenza");
      said.incrementAndGet();
    }
    assertThat(said).hasValue(1);
    fetch();
  }

  @Test
  void aServerThatRefusesIsQuoted() throws Exception {
    serve(TestGpu.archive());
    server.answer(request -> Answer.of(403, new byte[0]));
    assertThatThrownBy(() -> libraries.ask(Progress.none()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("answered 403");
  }

  @Test
  void whyTheyWouldBeOfNoUseIsSaid() throws Exception {
    serve(TestGpu.archive());
    assertThat(libraries.uselessBecause(TestGpu.NO_DRIVER)).contains("No NVIDIA driver was found.");
    assertThat(libraries.uselessBecause(TestGpu.withGpu(data))).isEmpty();
    CudaState old =
        new CudaState(Obstacle.DRIVER_TOO_OLD, "Too old.", "Install a newer driver.", List.of());
    assertThat(libraries.uselessBecause(old)).contains("Too old. Install a newer driver.");
    GpuLibraries elsewhere =
        TestGpu.libraries(
            server,
            data,
            () -> TestGpu.NO_DRIVER,
            Map.of("CADENZA_CUDA_LIBRARIES", "/opt/torch/lib"),
            folder -> 0);
    assertThat(elsewhere.uselessBecause(TestGpu.withGpu(data)).orElseThrow())
        .contains("/opt/torch/lib", "would not be used");
    GpuLibraries none =
        new GpuLibraries(
            Optional.empty(), data, null, new GpuLibraries.Surroundings(null, Map.of(), null));
    assertThat(none.uselessBecause(TestGpu.withGpu(data)).orElseThrow()).contains("only for Linux");
  }
}
