package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import cadenza.sonata.io.ElementType;
import cadenza.sonata.io.StoredTensor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  /// A network small enough to write by hand.
  static final SonataConfig SMALL =
      new SonataConfig(9, List.of(1, 1), List.of(4, 8), List.of(1, 2), List.of(16, 16), 4, 0, true);

  /// The same as a pickled dictionary.
  static String smallConfigPickle() {
    TestPth.Code code = new TestPth.Code();
    code.op('}', '(').text("in_channels").op('K', 9);
    code.text("order").op('(');
    for (String curve : List.of("z", "z-trans", "hilbert", "hilbert-trans")) {
      code.text(curve);
    }
    code.op('t');
    code.text("enc_depths").op(']', '(', 'K', 1, 'K', 1, 'e');
    code.text("enc_channels").op('(', 'K', 4, 'K', 8, 't'); // a tuple will do
    code.text("enc_num_head").op(']', '(', 'K', 1, 'K', 2, 'e');
    code.text("enc_patch_size").op(']', '(', 'K', 16, 'K', 16, 'e');
    code.text("qk_scale").op('N').text("enable_rpe").op(0x89).op('u');
    return new String(code.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @TempDir Path folder;

  @Test
  void untrainedWeightsAreTheSameForTheSameSeed() {
    Checkpoint one = Checkpoint.untrained(SMALL, InputTransform.starter(), 7);
    Checkpoint same = Checkpoint.untrained(SMALL, InputTransform.starter(), 7);
    Checkpoint other = Checkpoint.untrained(SMALL, InputTransform.starter(), 8);
    assertThat(one.trained()).isFalse();
    assertThat(one.toString()).isEqualTo("untrained (untrained)");
    assertThat(one.sha256()).hasSize(64).isEqualTo(same.sha256()).isNotEqualTo(other.sha256());
    float[] weight = one.tensor("enc.enc1.block0.mlp.0.fc1.weight").floats();
    double variance = 0;
    for (float w : weight) {
      variance += w * w / weight.length;
    }
    assertThat(Math.sqrt(variance)).isBetween(0.015, 0.025);
    assertThat(one.tensor("enc.enc1.block0.norm1.0.weight").floats()).containsOnly(1f);
    assertThat(one.tensor("enc.enc1.block0.norm1.0.bias").floats()).containsOnly(0f);
  }

  @Test
  void safetensorsKeepEverything() throws Exception {
    Checkpoint original = Checkpoint.untrained(SMALL, InputTransform.starter(), 1);
    Path file = folder.resolve("w.safetensors");
    original.writeSafetensors(file);
    Checkpoint again = Checkpoint.read(file, Progress.none());
    assertThat(again.name()).isEqualTo("w.safetensors");
    assertThat(again.config()).isEqualTo(SMALL);
    assertThat(again.inputTransform()).isEqualTo(InputTransform.starter());
    assertThat(again.trained()).isFalse();
    assertThat(again.sha256()).isEqualTo(original.sha256());
    byte[] bytes = Files.readAllBytes(file);
    again.writeSafetensors(folder.resolve("again.safetensors"));
    assertThat(folder.resolve("again.safetensors")).hasBinaryContent(bytes);
    try (var files = Files.list(folder)) {
      assertThat(files.count()).isEqualTo(2); // nothing temporary stays
    }
  }

  @Test
  void pthHoldsConfigAndTensors() throws Exception {
    Checkpoint original = Checkpoint.untrained(SMALL, InputTransform.official(), 1);
    Path file = TestPth.of(smallConfigPickle(), original.tensors()).write(folder.resolve("w.pth"));
    Checkpoint read = Checkpoint.read(file, Progress.none());
    assertThat(read.config()).isEqualTo(SMALL);
    assertThat(read.trained()).isTrue();
    assertThat(read.inputTransform()).isEqualTo(InputTransform.official());
    assertThat(read.tensors()).hasSameSizeAs(original.tensors());
    for (StoredTensor tensor : original.tensors()) {
      assertThat(read.tensor(tensor.name()).floats()).isEqualTo(tensor.floats());
    }
  }

  @Test
  void pthAndItsSafetensorsHaveOneHash() throws Exception {
    Checkpoint original = Checkpoint.untrained(SMALL, InputTransform.official(), 1);
    Path pth = TestPth.of(smallConfigPickle(), original.tensors()).write(folder.resolve("w.pth"));
    Checkpoint read = Checkpoint.read(pth, Progress.none());
    read.writeSafetensors(folder.resolve("w.safetensors"));
    assertThat(Checkpoint.read(folder.resolve("w.safetensors"), Progress.none()).sha256())
        .isEqualTo(read.sha256());
  }

  @Test
  void theOfficialLayoutOfTheFixtureHasTheNamesAndShapesOfTheKeysFile() throws Exception {
    Checkpoint read = Checkpoint.read(Golden.file("sonata_tiny.pth"), Progress.none());
    for (StoredTensor tensor : read.tensors()) {
      assertThat(tensor.floats())
          .as(tensor.name())
          .isEqualTo(NameSeededWeights.tensor(tensor.name(), tensor.shape()).floats());
    }
    String keys = Files.readString(Golden.file("keys_base.json")).replaceAll("\\s", "");
    NetworkTensors.of(SonataConfig.base())
        .forEach((name, shape) ->
            assertThat(keys)
                .contains("\"" + name + "\":" + Arrays.toString(shape).replace(" ", "")));
    assertThat(
            NetworkTensors.of(SonataConfig.base()).values().stream()
                .mapToLong(StoredTensor::count)
                .sum())
        .isEqualTo(108_461_376);
  }

  @Test
  void aTrainingFileGivesItsStudentWhenTheNetworkIsNamed() throws Exception {
    Path file = Golden.file("pointcept_tiny_pretrain.pth");
    assertThatThrownBy(() -> Checkpoint.read(file, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("does not say what network")
        .hasMessageContaining("--config");
    Checkpoint read = Checkpoint.read(file, Golden.tiny(), Progress.none());
    assertThat(read.tensors()).hasSize(NetworkTensors.of(Golden.tiny()).size());
  }

  @Test
  void aFileMayLackTheTokenForHiddenPoints() throws Exception {
    List<StoredTensor> tensors =
        new ArrayList<>(Checkpoint.untrained(SMALL, InputTransform.official(), 1).tensors());
    tensors.removeIf(t -> t.name().equals("embedding.mask_token"));
    Path file = TestPth.of(smallConfigPickle(), tensors).write(folder.resolve("w.pth"));
    Checkpoint read = Checkpoint.read(file, Progress.none());
    assertThat(read.config()).isEqualTo(SMALL.withMaskToken(false));
    try (Encoder encoder = Encoder.open(read, DeviceChoice.CPU, Progress.none())) {
      assertThat(encoder.config().hasMaskToken()).isFalse();
    }
  }

  @Test
  void tensorsThatDoNotFitAreNamed() throws Exception {
    List<StoredTensor> tensors =
        new ArrayList<>(Checkpoint.untrained(SMALL, InputTransform.official(), 1).tensors());
    tensors.removeIf(t -> t.name().equals("enc.enc1.down.proj.bias"));
    tensors.replaceAll(t ->
        t.name().equals("enc.enc0.block0.attn.proj.weight")
            ? StoredTensor.of(t.name(), new float[20], 4, 5)
            : t);
    tensors.add(StoredTensor.of("surprise.weight", new float[1], 1));
    Path file = TestPth.of(smallConfigPickle(), tensors).write(folder.resolve("w.pth"));
    assertThatThrownBy(() -> Checkpoint.read(file, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("w.pth: ")
        .hasMessageContaining("missing: enc.enc1.down.proj.bias")
        .hasMessageContaining(
            "enc.enc0.block0.attn.proj.weight has shape (4, 5), the network wants (4, 4)")
        .hasMessageContaining("unknown: \"surprise.weight\"")
        .hasMessageEndingWith("(" + file + ")");
  }

  @Test
  void halfPrecisionIsReadAsFloats() {
    MemorySegment half = MemorySegment.ofArray(new short[] {0x3c00, (short) 0xc000});
    assertThat(new StoredTensor("h", ElementType.FLOAT16, new long[] {2}, half).floats())
        .containsExactly(1, -2);
    MemorySegment bf16 = MemorySegment.ofArray(new short[] {0x3f80, (short) 0xc000});
    assertThat(new StoredTensor("b", ElementType.BFLOAT16, new long[] {2}, bf16).floats())
        .containsExactly(1, -2);
    MemorySegment wide = MemorySegment.ofArray(new double[] {0.5});
    assertThat(new StoredTensor("d", ElementType.FLOAT64, new long[] {1}, wide).floats())
        .containsExactly(0.5f);
  }

  @Test
  void networksThatAreNotSupportedSaySo() {
    assertThatThrownBy(() ->
            ConfigFormat.parse(
                ConfigFormat.text(SMALL)
                    .replace("\"mlp_ratio\"", "\"enable_rpe\":true,\"mlp_ratio\"")))
        .hasMessageContaining("enable_rpe = true is not supported");
    for (String json : List.of("null", "[]", "1", "\"PT-v3m2\"")) {
      assertThatThrownBy(() -> ConfigFormat.parse(json))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the config is no JSON object");
    }
    assertThatThrownBy(() -> ConfigFormat.parse("{\n \"a\": nil}"))
        .hasMessage("the config is not JSON (line 2, column 7)");
    assertThatThrownBy(() -> ConfigFormat.parse(""))
        .hasMessageStartingWith("the config is not JSON");
    assertThatThrownBy(() -> ConfigFormat.parse("{\"enc_depths\":[1]}"))
        .hasMessageContaining("enc_channels");
    assertThatThrownBy(
            () -> ConfigFormat.parse(ConfigFormat.text(SMALL).replace("\"z\",", "\"zz\",")))
        .hasMessageContaining("the curve \"zz\" is not supported");
    assertThat(ConfigFormat.parse(ConfigFormat.text(SonataConfig.base())))
        .isEqualTo(SonataConfig.base());
  }
}
