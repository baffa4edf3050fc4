package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cadenza.scan.Progress;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made to harm, and damaged ones: each is refused with a message for a person, and nothing
/// of it runs.
class HostileCheckpointTest {
  @TempDir Path folder;

  private static TestPth sound() {
    return TestPth.of(
        CheckpointTest.smallConfigPickle(),
        Checkpoint.untrained(CheckpointTest.SMALL, InputTransform.official(), 1).tensors());
  }

  private void refused(byte[] file, String... words) throws IOException {
    Path path = Files.write(folder.resolve("bad.pth"), file);
    Throwable thrown = catchThrowable(() -> Checkpoint.read(path, Progress.none()));
    assertThat(thrown).isInstanceOf(WeightsException.class);
    assertThat(thrown).hasMessageStartingWith("bad.pth: ").hasMessageEndingWith("(" + path + ")");
    assertThat(thrown).hasMessageContainingAll(" — ");
    assertThat(thrown).hasMessageContainingAll(words);
  }

  @Test
  void theSoundFileIsRead() throws Exception {
    Path path = sound().write(folder.resolve("good.pth"));
    assertThat(Checkpoint.read(path, Progress.none()).tensors()).isNotEmpty();
  }

  @Test
  void callingCodeIsRefusedAndTheCallableNamed() throws Exception {
    Path witness = folder.resolve("witness");
    TestPth.Code code = new TestPth.Code().op(0x80, 2).raw("cos\nsystem\n");
    code.op('(').text("touch " + witness).op('t', 'R', '.');
    refused(TestPth.ofPickle(code).bytes(), "\"os.system\"", "nothing of it was run");
    assertThat(witness).doesNotExist();
  }

  @Test
  void callablesOfProtocol4AreRefusedToo() throws Exception {
    TestPth.Code code = new TestPth.Code().op(0x80, 4).text("builtins").text("eval").op(0x93);
    refused(TestPth.ofPickle(code.op('.')).bytes(), "\"builtins.eval\"");
  }

  @Test
  void otherWaysToMakeObjectsAreRefused() throws Exception {
    for (int op : new int[] {'i', 'o', 0x82, 0x83, 0x84, 'P', 0x96, 0x97, 0x98, 'I', 'S', 'g'}) {
      TestPth.Code code = new TestPth.Code().op(0x80, 2, '}', '(', op, '.');
      refused(TestPth.ofPickle(code).bytes(), "instruction 0x%02x".formatted(op));
    }
  }

  @Test
  void allowedNamesCannotBeMisused() throws Exception {
    TestPth.Code type =
        new TestPth.Code().op(0x80, 2).raw("ctorch\nFloatStorage\n").op(')', 'R', '.');
    refused(TestPth.ofPickle(type).bytes(), "mixes up");
    TestPth.Code number = new TestPth.Code().op(0x80, 2, 'K', 1, ')', 'R', '.');
    refused(TestPth.ofPickle(number).bytes(), "not callable");
    TestPth.Code attributes = new TestPth.Code().op(0x80, 2, 'K', 1, '}', 'b', '.');
    refused(TestPth.ofPickle(attributes).bytes(), "attributes");
  }

  @Test
  void stacksThatDoNotHoldAreRefused() throws Exception {
    for (String program :
        List.of("0.", "R.", "u.", "t.", "h\0.", "e.", "s.", "a.", "X\377\377\377\377", "}(")) {
      TestPth.Code code = new TestPth.Code().op(0x80, 2).raw(program);
      refused(TestPth.ofPickle(code).bytes(), "pickle is damaged");
    }
  }

  @Test
  void aConfigWithoutEndIsRefused() throws Exception {
    // A list that holds itself many times over.
    TestPth.Code loop = new TestPth.Code().op('}', '(').text("a").op(']', 'q', 9, '(');
    loop.op('h', 9, 'h', 9, 'h', 9, 'h', 9, 'e', 'u');
    String config = new String(loop.bytes(), StandardCharsets.ISO_8859_1);
    refused(TestPth.of(config, List.of()).bytes(), "config has no end");
  }

  @Test
  void aFloodOfEmptyDictionariesIsRefused() throws Exception {
    TestPth.Code flood = new TestPth.Code().op(0x80, 2).raw("}".repeat(2_000_000)).op('.');
    refused(TestPth.ofPickle(flood).bytes(), "more values than any checkpoint has");
  }

  @Test
  void tensorsBeyondTheirStorageAreRefused() throws Exception {
    refused(tensor(4, 0, new long[] {5}, new long[] {1}), "reaches beyond its storage");
    refused(tensor(4, 2, new long[] {3}, new long[] {1}), "reaches beyond its storage");
    refused(tensor(1000, 0, new long[] {1000}, new long[] {1}), "claims 1000 numbers and holds 4");
    refused(tensor(4, 0, new long[] {-4}, new long[] {1}), "which no tensor can have");
    refused(tensor(4, 0, new long[] {2}, new long[] {-1}), "which no tensor can have");
    refused(tensor(-4, 0, new long[] {1}, new long[] {1}), "claims -4 numbers");
    refused(tensor(4, 0, new long[] {1L << 40}, new long[] {0}), "repeats its 4 numbers");
    refused(tensor(4, 0, new long[] {1L << 40, 1L << 40}, new long[] {0, 0}), "can be counted");
    refused(tensor(4, Long.MAX_VALUE, new long[] {2}, new long[] {1}), "mixes up");
  }

  private static byte[] tensor(long count, long offset, long[] shape, long[] stride)
      throws IOException {
    TestPth.Code code = new TestPth.Code().op(0x80, 2, '}', '(').text("embedding.x");
    code.tensor("0", count, offset, shape, stride).op('u', '.');
    TestPth pth = TestPth.ofPickle(code);
    pth.records.put("m/data/0", new byte[16]);
    return pth.bytes();
  }

  @Test
  void compressedRecordsAreRefusedSoThatNothingSwells() throws Exception {
    TestPth bomb = sound();
    bomb.records.put("m/data/bomb", new byte[1 << 24]);
    refused(bomb.bytes(ZipEntry.DEFLATED), "compressed");
  }

  @Test
  void namesThatLeaveTheArchiveAreRefused() throws Exception {
    for (String name :
        List.of("../outside", "m/../../outside", "/etc/passwd", "m\\..\\x", "c:/x")) {
      TestPth pth = sound();
      pth.records.put(name, new byte[1]);
      refused(pth.bytes(), "points outside the archive");
    }
  }

  @Test
  void damagedArchivesAreRefused() throws Exception {
    byte[] sound = sound().bytes();
    refused(new byte[0], "empty");
    refused("P6 not weights at all".getBytes(StandardCharsets.US_ASCII), "neither");
    refused(java.util.Arrays.copyOf(sound, sound.length / 2), "cut off");
    refused(java.util.Arrays.copyOf(sound, sound.length - 30), "cut off");

    byte[] flipped = sound.clone();
    int at = indexOf(flipped, "m/data/3") + 8 + 4;
    flipped[at] ^= 1;
    refused(flipped, "does not match its checksum", "m/data/3");

    int directory = lastIndexOf(sound, "m/data/3") - 46;
    refused(patched(sound, directory + 20, 4, 0x7fffffff), "compressed"); // sizes disagree
    byte[] larger = patched(sound, directory + 20, 4, 0x7fffffff);
    refused(patched(larger, directory + 24, 4, 0x7fffffff), "more than there are");
    refused(patched(sound, directory + 42, 4, 0x7fffff00), "outside the file");
    int first = lastIndexOf(sound, "m/data/1") - 46;
    byte[] twice = patched(sound, directory + 42, 4, intAt(sound, first + 42));
    refused(twice, "two names");
    refused(patched(sound, sound.length - 12, 4, 1 << 30), "lies outside the file");
    refused(patched(sound, sound.length - 6, 4, 0x7fffffff), "damaged");
  }

  @Test
  void recordsThatAreThereTwiceAreRefused() throws Exception {
    TestPth pth = sound();
    pth.records.put("m/data/Z", new byte[16]);
    byte[] bytes = pth.bytes();
    String twin = "m/data/0";
    for (int at = indexOf(bytes, "m/data/Z"); at >= 0; at = indexOf(bytes, "m/data/Z")) {
      System.arraycopy(twin.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, twin.length());
    }
    refused(bytes, "\"m/data/0\" is there twice");
  }

  @Test
  void sixtyFourBitArchivesThatLieAreRefused() throws Exception {
    byte[] sound = sound().bytes();
    int end = sound.length - 22;
    // The end record says "look at the 64-bit one": there is none.
    refused(patched(sound, end + 10, 2, 0xffff), "locator");
    ByteBuffer lying = ByteBuffer.allocate(sound.length + 76).order(ByteOrder.LITTLE_ENDIAN);
    lying.put(sound, 0, end);
    lying.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    lying.putInt(0).putInt(0).putLong(1).putLong(1L << 40); // records of 2^40
    lying.putLong(1L << 60).putLong(1L << 50); // a directory far away
    lying.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    lying.put(sound, end, 22);
    byte[] far = patched(lying.array(), end + 76 + 10, 2, 0xffff);
    refused(far, "claims 1099511627776 records");
    refused(patched(far, end + 32, 8, 3), "directory lies outside");
    refused(patched(far, end + 32, 8, -3), "claims 18446744073709551613 records");
    refused(patched(far, end + 56 + 8, 8, -8), "outside the file");
    refused(patched(far, end + 56 + 8, 8, 4), "64-bit directory is missing");
    // A record whose size stands in a 64-bit field that is not there
    int directory = lastIndexOf(sound, "m/data/3") - 46;
    byte[] wide = patched(patched(sound, directory + 20, 4, -1), directory + 24, 4, -1);
    refused(wide, "more than there are");
  }

  @Test
  void archivesInArchivesAndLargeOddRecordsAreLeftAlone() throws Exception {
    TestPth nested = sound();
    TestPth bomb = sound();
    bomb.records.put("m/zeros", new byte[1 << 22]);
    nested.records.put("m/inner.zip", bomb.bytes(ZipEntry.DEFLATED)); // nobody opens it
    Path path = nested.write(folder.resolve("nested.pth"));
    assertThat(Checkpoint.read(path, Progress.none()).tensors()).isNotEmpty();
    TestPth order = sound();
    order.records.put("m/byteorder", new byte[1 << 20]);
    refused(order.bytes(), "big endian");
    TestPth long1 = sound();
    long1.records.put("m/data.pkl", new byte[(16 << 20) + 1]);
    refused(long1.bytes(), "description alone takes");
  }

  @Test
  void overlappingRecordsAreRefused() throws Exception {
    byte[] sound = sound().bytes();
    int directory = lastIndexOf(sound, "m/data/1") - 46;
    int size = intAt(sound, directory + 24) + 40; // into the next record
    refused(patched(patched(sound, directory + 20, 4, size), directory + 24, 4, size), "overlap");
  }

  @Test
  void anArchiveOfOtherThingsIsRefused() throws Exception {
    TestPth other = new TestPth();
    other.records.put("readme.txt", new byte[3]);
    refused(other.bytes(), "no data.pkl");
    TestPth big = sound();
    big.records.put("m/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    refused(big.bytes(), "big endian");
    refused(TestPth.ofPickle(new TestPth.Code().op(0x80, 2, 'K', 1, '.')).bytes(), "no dictionary");
  }

  @Test
  void aCheckpointOfAnotherThingIsRefused() throws Exception {
    List<StoredTensor> head = List.of(StoredTensor.of("seg_head.weight", new float[6], 2, 3));
    refused(
        TestPth.of(CheckpointTest.smallConfigPickle(), head).bytes(),
        "linear head",
        "not an encoder");
    List<StoredTensor> other = List.of(StoredTensor.of("conv1.weight", new float[6], 2, 3));
    refused(TestPth.of(CheckpointTest.smallConfigPickle(), other).bytes(), "holds no encoder");
  }

  @Test
  void safetensorsThatLieAreRefused() throws Exception {
    refused(
        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4),
        "cannot be");
    refused(
        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8),
        "cannot be");
    refused(
        safetensors(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
            8),
        "cannot be");
    refused(
        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8),
        "cannot be");
    refused(
        safetensors("{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "F99");
    refused(
        safetensors(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
            12),
        "overlap");
    refused(
        safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8),
        "describes 4");
    refused( // 2^64 + 4, which is 4 to who counts in 64 bits
        safetensors(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,18446744073709551620]}}",
            4),
        "cannot be");
    refused(safetensors("{\"a\":" + "[".repeat(500_000), 0), "not JSON");
    refused(safetensors("{}{}", 0), "not JSON");
    refused(safetensors("{\"__metadata__\":{\"config\":\"{\"}}", 0), "config is not JSON");
    for (String config : List.of("null", "[1]", "7", "true", "\\\"text\\\"")) {
      refused(
          safetensors("{\"__metadata__\":{\"config\":\"" + config + "\"}}", 0),
          "bad.pth: the config is no JSON object — Write the file again.");
    }
    refused(safetensors("{\"a\":{\"shape\":7}}", 0), "numbers of kind");
    refused(java.util.Arrays.copyOf(safetensors("{}", 0), 9), "header claims");
    refused(safetensors("{\"a\":1,\"a\":2}", 0), "not JSON");
    refused(safetensors("{broken", 0), "not JSON");
    byte[] header = safetensors("{}", 0);
    refused(patched(header, 0, 8, 1L << 40), "header claims");
    refused(patched(header, 0, 8, -1), "header claims");
  }

  @Test
  void noDamageWhateverEscapesAsAnythingButAMessage() throws Exception {
    byte[] sound = sound().bytes();
    Random random = new Random(5);
    Path path = folder.resolve("fuzzed.pth");
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = sound.clone();
      for (int i = 0, changes = 1 + random.nextInt(4); i < changes; i++) {
        // Half of the changes hit the directory at the end and the pickle's frame around it.
        int range = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 4096);
        damaged[damaged.length - 1 - random.nextInt(range)] = (byte) random.nextInt(256);
      }
      Files.write(path, damaged);
      Throwable thrown = catchThrowable(() -> Checkpoint.read(path, Progress.none()));
      assertThat(thrown == null || thrown instanceof WeightsException).as("%s", thrown).isTrue();
    }
  }

  private static byte[] safetensors(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(8 + text.length + dataBytes);
    return out.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
  }

  private static byte[] patched(byte[] bytes, int at, int width, long value) {
    byte[] copy = bytes.clone();
    for (int i = 0; i < width; i++) {
      copy[at + i] = (byte) (value >> 8 * i);
    }
    return copy;
  }

  private static int intAt(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text + "PK");
  }
}
