package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.io.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderTest {
  /// Of the fixture (SPEC, fixtures).
  private static final DecoderConfig TINY =
      new DecoderConfig(
          List.of(1, 1, 3, 1),
          List.of(16, 24, 48, 64),
          List.of(2, 3, 4, 4),
          List.of(128, 128, 128, 128));

  private static final SonataConfig NETWORK =
      Golden.tiny().withMaskToken(false).withDecoder(Optional.of(TINY));

  @TempDir Path folder;

  @Test
  void everyStageIsTheOfficialOne() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Map<String, NpyArray> expected = Golden.npz("tiny_B_decoder.npz");
    Checkpoint checkpoint =
        Checkpoint.read(Golden.file("sonata_tiny_decoder.pth"), Progress.none());
    Pyramid pyramid = Golden.pyramid(transform);
    try (Encoder encoder = Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none());
        Decoder decoder = Decoder.open(checkpoint, encoder.device(), Progress.none())) {
      FeaturePyramid encoded =
          encoder.encode(pyramid, transform.get("feat").floats(), Progress.none());
      List<Double> reported = new ArrayList<>();
      FeaturePyramid answer = decoder.decode(pyramid, encoded, progress(reported, 1000));
      assertThat(reported).isSorted().hasSize(3 * 6 + 2 * 4).startsWith(0.0).endsWith(1.0);
      assertThat(answer.levels()).hasSize(4);
      for (int s = 0; s < 4; s++) {
        assertThat(
                EncoderFixtureTest.worst(
                    answer.levels().get(s).values(), expected.get("dec.dec" + s).floats()))
            .as("largest difference on level " + s)
            .isLessThan(1e-4f);
      }
      assertThat(answer.levels().getFirst().channels()).isEqualTo(16);
      assertThat(
              EncoderFixtureTest.worst(
                  answer.levels().getFirst().values(), expected.get("out_feat").floats()))
          .isLessThan(1e-4f);

      assertThatThrownBy(() -> decoder.decode(pyramid, encoded, progress(new ArrayList<>(), 5)))
          .isInstanceOf(CancellationException.class);
      assertThat(decoder.decode(pyramid, encoded, Progress.none()).levels().getFirst().values())
          .isEqualTo(answer.levels().getFirst().values());
      assertThatThrownBy(() -> decoder.decode(pyramid, answer, Progress.none()))
          .hasMessageContaining("not what this decoder's encoder takes and gives");
    }
  }

  private static Progress progress(List<Double> reported, int steps) {
    return new Progress() {
      @Override
      public void report(double fraction, String step) {
        assertThat(step).startsWith("Decoding");
        reported.add(fraction);
      }

      @Override
      public boolean isCancelled() {
        return reported.size() >= steps;
      }
    };
  }

  @Test
  void theConfigOfTheFileSaysItAll() throws Exception {
    Checkpoint read = Checkpoint.read(Golden.file("sonata_tiny_decoder.pth"), Progress.none());
    assertThat(read.config()).isEqualTo(NETWORK);
    for (StoredTensor tensor : read.tensors()) {
      assertThat(tensor.floats())
          .as(tensor.name())
          .isEqualTo(NameSeededWeights.tensor(tensor.name(), tensor.shape()).floats());
    }
    Map<String, long[]> shapes = NetworkTensors.all(read.config());
    Matcher keys =
        Pattern.compile("\"([a-z_0-9.]+)\":(\\[[0-9,]*])")
            .matcher(Files.readString(Golden.file("keys_tiny_decoder.json")).replaceAll("\\s", ""));
    List<String> names = new ArrayList<>();
    while (keys.find()) {
      names.add(keys.group(1));
      assertThat(Arrays.toString(shapes.get(keys.group(1))).replace(" ", ""))
          .as(keys.group(1))
          .isEqualTo(keys.group(2));
    }
    assertThat(names).containsExactlyElementsOf(shapes.keySet());
  }

  @Test
  void ownFilesKeepTheDecoder() throws Exception {
    Checkpoint original = Checkpoint.untrained(NETWORK, InputTransform.official(), 3);
    Path file = folder.resolve("w.safetensors");
    original.writeSafetensors(file);
    Checkpoint again = Checkpoint.read(file, Progress.none());
    assertThat(again.config()).isEqualTo(NETWORK);
    assertThat(again.sha256()).isEqualTo(original.sha256());
    assertThat(ConfigFormat.parse(ConfigFormat.text(NETWORK))).isEqualTo(NETWORK);
    assertThat(ConfigFormat.parse(ConfigFormat.text(Golden.tiny()))).isEqualTo(Golden.tiny());
  }

  @Test
  void theDecodersTensorsAreCheckedToo() throws Exception {
    List<StoredTensor> tensors =
        new ArrayList<>(Checkpoint.untrained(NETWORK, InputTransform.official(), 3).tensors());
    tensors.removeIf(t -> t.name().equals("dec.dec2.block1.cpe.0.weight"));
    tensors.replaceAll(t ->
        t.name().equals("dec.dec0.up.proj_skip.0.weight")
            ? StoredTensor.of(t.name(), new float[24 * 16], 16, 24)
            : t);
    tensors.add(StoredTensor.of("dec.dec4.up.proj.0.bias", new float[1], 1));
    assertThatThrownBy(() -> Checkpoint.of("w", NETWORK, InputTransform.official(), true, tensors))
        .hasMessageContaining("missing: dec.dec2.block1.cpe.0.weight")
        .hasMessageContaining("dec.dec0.up.proj_skip.0.weight has shape")
        .hasMessageContaining("unknown: \"dec.dec4.up.proj.0.bias\"");
  }

  @Test
  void encoderModeLeavesADecodersConfigAside() {
    String decoder =
        "\"dec_depths\":[1],\"dec_channels\":[4],\"dec_num_head\":[1],\"dec_patch_size\":[48]";
    String encoder =
        "\"enc_depths\":[1,1],\"enc_channels\":[4,8],\"enc_num_head\":[1,2],"
            + "\"enc_patch_size\":[16,16],";
    assertThat(ConfigFormat.parse("{" + encoder + decoder + ",\"enc_mode\":true}").decoder())
        .isEmpty();
    for (String mode : new String[] {"", ",\"enc_mode\":false"}) {
      assertThatThrownBy(() -> ConfigFormat.parse("{" + encoder + decoder + mode + "}"))
          .hasMessageContaining("dec_patch_size must be enc_patch_size");
      assertThat(
              ConfigFormat.parse("{" + encoder + decoder.replace("48", "16") + mode + "}")
                  .decoder())
          .isPresent();
    }
    assertThatThrownBy(() -> ConfigFormat.parse("{" + encoder + "\"enc_mode\":false}"))
        .hasMessageContaining("does not say dec_depths");
  }

  @Test
  void whatCannotBeADecoderIsRefused() throws Exception {
    assertThatThrownBy(() -> new DecoderConfig(List.of(1), List.of(10), List.of(3), List.of(128)))
        .hasMessageContaining("heads that divide its channels, not 3 for 10");
    assertThatThrownBy(() -> new DecoderConfig(List.of(1), List.of(8), List.of(1), List.of()))
        .hasMessageContaining("one entry a stage");
    DecoderConfig shallow = new DecoderConfig(List.of(1), List.of(8), List.of(1), List.of(128));
    assertThatThrownBy(() -> Golden.tiny().withDecoder(Optional.of(shallow)))
        .hasMessageContaining("one stage less than its encoder, which has 5");
    Checkpoint plain = Checkpoint.untrained(Golden.tiny(), InputTransform.official(), 0);
    Device device = Devices.choose(DeviceChoice.CPU);
    assertThatThrownBy(() -> Decoder.open(plain, device, Progress.none()))
        .hasMessage("untrained holds an encoder only");
  }
}
