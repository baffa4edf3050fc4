package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cadenza.scan.Progress;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pickles that want to run something, to fill the memory or to run in circles; each in an archive
/// that is sound.
@Timeout(20)
class HostilePickleTest {
  @TempDir Path folder;

  private void refused(TestPth.Code code, String... words) throws IOException {
    Path path = Files.write(folder.resolve("bad.pth"), TestPth.ofPickle(code).bytes());
    Throwable thrown = catchThrowable(() -> Checkpoint.read(path, Progress.none()));
    assertThat(thrown).isInstanceOf(WeightsException.class);
    assertThat(thrown).hasMessageStartingWith("bad.pth: ").hasMessageContainingAll(words);
    assertThat(thrown.getMessage()).hasSizeLessThan(1000).doesNotContain("\n");
  }

  private static TestPth.Code code() {
    return new TestPth.Code().op(0x80, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "nt, system",
    "subprocess, Popen",
    "builtins, eval",
    "builtins, exec",
    "builtins, __import__",
    "__builtin__, open",
    "torch, load",
    "torch.serialization, load",
    "runpy, run_path",
    "operator, attrgetter",
    "functools, partial",
    "importlib, import_module",
    "numpy.core.multiarray, fromfile",
    "numpy, load",
    "webbrowser, open",
    "collections, OrderedDict.fromkeys",
  })
  void namesThatRunThingsAreRefusedHoweverTheyAreCalled(String module, String name)
      throws Exception {
    String quoted = "\"" + module + "." + name + "\"";
    refused(code().global(module, name).op('(').text("x").op('t', 'R', '.'), quoted);
    refused(code().global(module, name).op(')', 0x81, '.'), quoted);
    refused(code().text(module).text(name).op(0x93, '.'), quoted);
    refused(code().op('}').text("a").global(module, name).op('s', '.'), quoted);
    refused( // as what fills a dictionary's gaps
        code().global("collections", "defaultdict").global(module, name).op(0x85, 'R', '.'),
        quoted);
  }

  @Test
  void attributesAreLookedUpOfNothing() throws Exception {
    TestPth.Code chain = code().global("builtins", "getattr").global("builtins", "object");
    refused(chain.text("__subclasses__").op(0x86, 'R', '.'), "\"builtins.getattr\"");
    TestPth.Code device = code().global("builtins", "getattr").global("torch", "device");
    device.op(')', 'R').text("_annealing_cos").op(0x86, 'R', '.');
    refused(device, "\"builtins.getattr\"");
  }

  @Test
  void tokensCannotBeCalledOrStandForTensors() throws Exception {
    TestPth.Code token = code().global("numpy", "dtype").op(')', 'R', ')', 'R', '.');
    refused(token, "calls what is not callable");
    TestPth.Code storage = code().global("torch._utils", "_rebuild_tensor_v2").op('(');
    storage.global("numpy", "dtype").op(')', 'R').number(0).tuple(1).tuple(1).op('t', 'R', '.');
    refused(storage, "mixes up");
    TestPth.Code made = code().global("torch._tensor", "_rebuild_from_type_v2").op('(');
    made.global("torch", "device").global("torch", "device").op(')', 'N', 't', 'R', '.');
    refused(made, "mixes up");
  }

  @Test
  void textsOfGigabytesAreNotBelieved() throws Exception {
    refused(code().op('X', 0xff, 0xff, 0xff, 0x7f), "damaged");
    refused(code().op('T', 0xff, 0xff, 0xff, 0x7f), "damaged");
    refused(code().op('T', 0xff, 0xff, 0xff, 0xff), "damaged"); // a length of -1
    refused(code().op('B', 0xff, 0xff, 0xff, 0xff), "damaged");
    refused(code().op(0x8d, 0, 0, 0, 0, 0, 1, 0, 0), "damaged");
    refused(code().op(0x8e, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "damaged");
    refused(code().op(0x8b, 0xff, 0xff, 0xff, 0x7f), "damaged");
    refused(code().op(0x95, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), "damaged");
  }

  @Test
  void theMemoIsNoWayAround() throws Exception {
    refused(code().op('h', 5, '.'), "recalls what it never stored");
    refused(code().op('j', 0xff, 0xff, 0xff, 0xff, '.'), "recalls what it never stored");
    refused(code().op('q', 1, '.'), "damaged"); // stores what is not there
    // A dictionary recalled and put into itself, again and again: no end, but no growth either.
    TestPth.Code loop = code().op('}', 'q', 0);
    for (int i = 0; i < 1000; i++) {
      loop.text("k" + i).op('h', 0, 's');
    }
    refused(loop.op('.'), "no encoder");
    // A million places in the memo for one value
    StringBuilder puts = new StringBuilder("N");
    for (int i = 0; i < 1_600_000; i++) {
      puts.append('r').append((char) (i & 255)).append((char) (i >> 8 & 255));
      puts.append((char) (i >> 16)).append('\0');
    }
    refused(code().raw(puts.append('.').toString()), "more values than any checkpoint has");
  }

  @Test
  void depthIsNoDanger() throws Exception {
    int depth = 400_000;
    refused(code().raw("]".repeat(depth)).raw("a".repeat(depth - 1)).op('.'), "no dictionary");
    refused(code().raw(")").raw("\u0085".repeat(depth)).op('.'), "no dictionary");
    refused(code().raw("(".repeat(2_000_000)).op('.'), "more values than any checkpoint has");
    TestPth.Code config = code().op('}', '(').text("state_dict").op('}').text("config");
    config.op('}').text("a").raw("]".repeat(depth)).raw("a".repeat(depth - 1)).op('s', 'u', '.');
    refused(config, "config has no end");
  }

  @Test
  void copiesOfCopiesDoNotMultiply() throws Exception {
    // Thirty lists, each holding the one before it twice: a billion values if anyone expanded them.
    TestPth.Code doubling = code().op(']', 'q', 0, '0');
    for (int i = 1; i <= 30; i++) {
      doubling.op(']', 'q', i, '(', 'h', i - 1, 'h', i - 1, 'e', '0');
    }
    doubling.op('}', '(').text("state_dict").op('}').text("config").op('}').text("a").op('h', 30);
    refused(doubling.op('s', 'u', '.'), "config has no end");
    TestPth.Code tuples = code().op('}', '(').text("state_dict").op('}').text("config");
    tuples.op('}').text("a").op(')');
    for (int i = 1; i <= 30; i++) {
      tuples.op('2', 0x86);
    }
    refused(tuples.op('s', 'u', '.'), "config has no end");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLongTextRecalledManyTimesCostsNothing(boolean asKey) throws Exception {
    // config = {"type": [s, s, ...]} or [{s: 1}, ...]: a megabyte that would be gigabytes if said
    TestPth.Code code = code().text("x".repeat(1 << 20)).op('q', 0, '0').op('}', '(');
    code.text("state_dict").op('}').text("config").op('}').text("type").op(']', '(');
    for (int i = 0; i < 4000; i++) {
      code.op(asKey ? new int[] {'}', 'h', 0, 'K', 1, 's'} : new int[] {'h', 0});
    }
    code.op('e', 's', 'u', '.');
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    refused(code, "config has more than 1000000 characters");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
  }

  @Test
  void aConfigBelowThatIsCutInMessages() throws Exception {
    TestPth.Code config = new TestPth.Code().op('}', '(');
    for (String key : List.of("enc_depths", "enc_channels", "enc_num_head", "enc_patch_size")) {
      config.text(key).op(']', 'K', 1, 'a');
    }
    config.text("type").op(']', '(').text("x".repeat(100_000)).op('q', 9);
    config.op('h', 9, 'h', 9, 'e', 'u');
    List<StoredTensor> tensors =
        List.of(StoredTensor.of("embedding.stem.linear.weight", new float[9], 1, 9));
    Path path =
        TestPth.of(new String(config.bytes(), StandardCharsets.ISO_8859_1), tensors)
            .write(folder.resolve("long.pth"));
    assertThatThrownBy(() -> Checkpoint.read(path, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("type = [" + "x".repeat(79) + "... is not supported");
  }

  @Test
  void namesFromTheFileAreMadeHarmlessInMessages() throws Exception {
    String name = "a\u001b[31mred\r\nrm -rf\u202e" + "x".repeat(500);
    TestPth.Code code = code().text(name.substring(0, 20)).text(name).op(0x93, '.');
    refused(code, "\\u001b[31mred\\u000d\\nrm -rf", "...");
    TestPth.Code tensor =
        code().op('}').text("embedding.stem." + name).tensor("0", 1, 1).op('s', '.');
    TestPth pth = TestPth.ofPickle(tensor);
    pth.records.put("m/data/0", new byte[4]);
    Path path = pth.write(folder.resolve("named.pth"));
    Throwable thrown =
        catchThrowable(() -> Checkpoint.read(path, CheckpointTest.SMALL, Progress.none()));
    assertThat(thrown).isInstanceOf(WeightsException.class).hasMessageContaining("unknown: ");
    assertThat(thrown.getMessage()).doesNotContain("\u001b", "\n", "\r", "\u202e");
    assertThat(thrown.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1000);
  }
}
