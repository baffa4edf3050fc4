package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.io.StoredTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that Pointcept writes while it trains: student and teacher, heads, optimizer.
class TrainingFileTest {
  @TempDir Path folder;

  private static List<StoredTensor> encoder(String prefix) {
    return Checkpoint.untrained(CheckpointTest.SMALL, InputTransform.official(), prefix.length())
        .tensors()
        .stream()
        .map(tensor -> tensor.renamed(prefix + tensor.name()))
        .toList();
  }

  private static List<StoredTensor> heads(String prefix, String... weightNames) {
    List<StoredTensor> heads = new ArrayList<>();
    for (String head : List.of("mask_head", "unmask_head")) {
      heads.add(StoredTensor.of(prefix + head + ".mlp.0.weight", new float[6], 2, 3));
      for (String weight : weightNames) {
        heads.add(StoredTensor.of(prefix + head + ".prototype." + weight, new float[4], 2, 2));
      }
    }
    return heads;
  }

  /// What else a file of a real run holds.
  private static TestPth.Code extras() {
    TestPth.Code code = new TestPth.Code();
    // AdamW's state: tensors by number, groups with floats, tuples and None
    code.text("optimizer").op('}', '(').text("state").op('}', 'K', 0, '}', '(');
    code.text("exp_avg").tensor("0", 4, 4).text("step").op('G', 0x40, 0, 0, 0, 0, 0, 0, 0);
    code.op('u', 's').text("param_groups").op(']', '}', '(').text("betas");
    code.op('G', 0x3f, 0xec, 0, 0, 0, 0, 0, 0, 'G', 0x3f, 0xef, 0, 0, 0, 0, 0, 0, 0x86);
    code.text("foreach").op('N', 'u', 'a', 'u');
    // numpy.float64(0.5) as Python 3 pickles it at protocol 2
    code.text("best_metric_value").global("numpy.core.multiarray", "scalar");
    code.global("numpy", "dtype").text("f8").op('K', 0, 'K', 1, 0x87, 'R', '(', 'K', 3);
    code.text("<").op('N', 'N', 'N', 'J', 255, 255, 255, 255, 'J', 255, 255, 255, 255, 'K', 0);
    code.op('t', 'b').global("_codecs", "encode").text("\0\0\0\0\0\0\u00e0?").text("latin1");
    code.op(0x86, 'R', 0x86, 'R');
    // The same in Python's and NumPy's newer way
    code.text("newest")
        .text("numpy._core.multiarray")
        .text("scalar")
        .op(0x93)
        .global("numpy", "dtype");
    code.text("f4").op(0x85, 'R', 'C', 4, 1, 2, 3, 4, 0x86, 'R');
    // dictionaries and objects of other kinds
    code.text("scaler").global("collections", "defaultdict").global("__builtin__", "list");
    code.op(0x85, 'R').text("scale").op(']', 's').text("args").global("argparse", "Namespace");
    code.op(')', 0x81, '}')
        .text("lr")
        .op('K', 1, 's', 'b')
        .text("device")
        .global("torch", "device");
    code.text("cuda").op('K', 0, 0x86, 'R').text("dtype").global("torch", "bfloat16");
    code.text("seen").global("__builtin__", "set").op(']', 'K', 1, 'a', 0x85, 'R');
    code.text("seed").op(0x8a, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0);
    code.text("config_of_run")
        .global("addict.addict", "Dict")
        .op(')', 0x81)
        .text("a")
        .op('K', 1, 's');
    code.text("names").op(0x8f, '(').text("x").op(0x90);
    // an old scheduler with its bound method
    code.text("scheduler").op('}').text("anneal_func").global("__builtin__", "getattr");
    code.global("pointcept.utils.scheduler", "OneCycleLR").op(')', 0x81, '}', 'b');
    return code.text("_annealing_cos").op(0x86, 'R', 's');
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "", "module._orig_mod."})
  void studentAndTeacherAreFoundWhateverWrapsThem(String wrapping) throws Exception {
    List<StoredTensor> tensors = new ArrayList<>();
    tensors.addAll(encoder(wrapping + "teacher.backbone."));
    tensors.addAll(heads(wrapping + "teacher.", "weight_g", "weight_v"));
    tensors.addAll(encoder(wrapping + "student.backbone."));
    tensors.addAll(
        heads(
            wrapping + "student.",
            "parametrizations.weight.original0",
            "parametrizations.weight.original1"));
    Path file = TestPth.ofTraining(tensors, extras()).write(folder.resolve("model_last.pth"));
    WeightsFile opened = WeightsFile.read(file, Progress.none());
    assertThat(opened.kind()).isEqualTo(WeightsFile.Kind.PRETRAINING);
    assertThat(opened.branches()).containsExactly(Branch.STUDENT, Branch.TEACHER);
    assertThat(opened.alongside())
        .contains("epoch", "optimizer", "scheduler", "scaler", "best_metric_value");
    assertThat(opened.parts())
        .extracting(WeightsFile.Part::name)
        .containsExactly(
            "teacher encoder",
            "teacher.mask_head",
            "teacher.unmask_head",
            "student encoder",
            "student.mask_head",
            "student.unmask_head");
    for (Branch branch : Branch.values()) {
      Checkpoint read = Checkpoint.read(file, CheckpointTest.SMALL, branch, Progress.none());
      assertThat(read.name()).isEqualTo("model_last.pth (" + branch.word() + ")");
      for (StoredTensor tensor : encoder(wrapping + branch.word() + ".backbone.")) {
        String key = tensor.name().substring(tensor.name().indexOf("backbone.") + 9);
        assertThat(read.tensor(key).floats()).as(key).isEqualTo(tensor.floats());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Branch.class)
  void theFixturesBranchesHaveTheNumbersOfTheirNames(Branch branch) throws Exception {
    Path file = Golden.file("pointcept_tiny_pretrain.pth");
    Checkpoint read = Checkpoint.read(file, Golden.tiny(), branch, Progress.none());
    assertThat(read.tensors()).hasSize(NetworkTensors.of(Golden.tiny()).size());
    String keys = Files.readString(Golden.file("keys_pointcept_tiny_pretrain.json"));
    for (StoredTensor tensor : read.tensors()) {
      String name = branch.word() + ".backbone." + tensor.name();
      assertThat(keys).contains("\"module." + name + "\"");
      boolean unset = name.equals("teacher.backbone.embedding.mask_token"); // it sees every point
      assertThat(tensor.floats())
          .as(name)
          .isEqualTo(
              unset ? new float[16] : NameSeededWeights.tensor(name, tensor.shape()).floats());
    }
  }

  @Test
  void studentAndTeacherEncodeDifferentlyAndTheStudentIsTaken() throws Exception {
    Path file = Golden.file("pointcept_tiny_pretrain.pth");
    FeaturePyramid student = encoded(Checkpoint.read(file, Golden.tiny(), Progress.none()));
    FeaturePyramid same =
        encoded(Checkpoint.read(file, Golden.tiny(), Branch.STUDENT, Progress.none()));
    FeaturePyramid teacher =
        encoded(Checkpoint.read(file, Golden.tiny(), Branch.TEACHER, Progress.none()));
    for (int k = 0; k < 5; k++) {
      float[] values = student.levels().get(k).values();
      assertThat(same.levels().get(k).values()).isEqualTo(values);
      assertThat(EncoderFixtureTest.worst(teacher.levels().get(k).values(), values))
          .isGreaterThan(0.1f);
    }
  }

  private static FeaturePyramid encoded(Checkpoint checkpoint) throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    try (Encoder encoder = Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none())) {
      return encoder.encode(
          Golden.pyramid(transform), transform.get("feat").floats(), Progress.none());
    }
  }

  @Test
  void aBranchThatIsMissingIsRefusedWithThoseThatAreThere() throws Exception {
    Path one =
        TestPth.ofTraining(encoder("module.student.backbone."), new TestPth.Code())
            .write(folder.resolve("one.pth"));
    assertThatThrownBy(
            () -> Checkpoint.read(one, CheckpointTest.SMALL, Branch.TEACHER, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("it has no teacher, only: student");
    Path plain =
        TestPth.of(CheckpointTest.smallConfigPickle(), encoder(""))
            .write(folder.resolve("plain.pth"));
    assertThatThrownBy(() -> Checkpoint.read(plain, null, Branch.TEACHER, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("it holds one encoder");
  }

  @Test
  void aSegmentorsEncoderIsReadAndItsHeadKept() throws Exception {
    List<StoredTensor> tensors = new ArrayList<>(encoder("module.backbone."));
    tensors.add(StoredTensor.of("module.seg_head.weight", new float[24], 2, 12));
    tensors.add(StoredTensor.of("module.seg_head.bias", new float[] {1, 2}, 2));
    Path file = TestPth.ofTraining(tensors, extras()).write(folder.resolve("model_best.pth"));
    WeightsFile opened = WeightsFile.read(file, Progress.none());
    assertThat(opened.kind()).isEqualTo(WeightsFile.Kind.SEGMENTATION);
    assertThat(Checkpoint.of(opened, CheckpointTest.SMALL, null).tensors())
        .hasSameSizeAs(encoder(""));
    assertThat(LinearHead.of(opened).bias()).containsExactly(1, 2);
  }

  @Test
  void lowRankAdditionsAreToldFromOtherTensors() throws Exception {
    List<StoredTensor> tensors = new ArrayList<>(encoder("backbone."));
    tensors.add(
        StoredTensor.of(
            "backbone.enc.enc0.block0.attn.qkv.lora_A.default.weight", new float[1], 1));
    Path file = TestPth.ofTraining(tensors, extras()).write(folder.resolve("lora.pth"));
    assertThatThrownBy(() -> Checkpoint.read(file, CheckpointTest.SMALL, Progress.none()))
        .hasMessageContaining("merge them into the weights");
  }

  @Test
  void aFileWithoutANetworkSaysWhichOneItsShapesAreOf() throws Exception {
    List<StoredTensor> tensors =
        Checkpoint.untrained(SonataConfig.starter(), InputTransform.official(), 0)
            .tensors()
            .stream()
            .map(tensor -> tensor.renamed("module.teacher.backbone." + tensor.name()))
            .toList();
    Path file = TestPth.ofTraining(tensors, extras()).write(folder.resolve("w.pth"));
    assertThatThrownBy(() -> Checkpoint.read(file, Progress.none()))
        .hasMessageContaining("does not say what network")
        .hasMessageContaining("--config starter");
  }

  @Test
  void namesOutsideTheListsAreRefusedAlsoBesideTheTensors() throws Exception {
    Path file = folder.resolve("w.pth");
    for (String[] name :
        new String[][] {
          {"posix", "system"},
          {"builtins", "eval"},
          {"torch", "load"},
          {"torch.hub", "load"},
          {"numpy.core.multiarray", "scalar2"},
          {"__builtin__", "apply"},
        }) {
      TestPth.Code code = new TestPth.Code().text("optimizer").global(name[0], name[1]);
      TestPth.ofTraining(encoder(""), code).write(file);
      assertThatThrownBy(() -> Checkpoint.read(file, CheckpointTest.SMALL, Progress.none()))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("\"" + name[0] + "." + name[1] + "\"")
          .hasMessageContaining("nothing of it was run");
    }
    TestPth.Code attribute = new TestPth.Code().text("x").global("builtins", "getattr");
    attribute.global("torch", "device").text("__class__").op(0x86, 'R');
    TestPth.ofTraining(encoder(""), attribute).write(file);
    assertThatThrownBy(() -> Checkpoint.read(file, CheckpointTest.SMALL, Progress.none()))
        .hasMessageContaining("\"builtins.getattr\"");
  }
}
