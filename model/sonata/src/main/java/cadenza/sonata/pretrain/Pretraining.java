package cadenza.sonata.pretrain;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.scan.Progress;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.Devices;
import cadenza.sonata.WeightsException;
import cadenza.sonata.io.SafetensorsFile;
import cadenza.sonata.io.StateFile;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.FreeMemory;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.PrimitiveCache;
import cadenza.sonata.kernels.Torch;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run of pretraining, step by step.
///
/// # How it works
///
/// A step: schedules, losses and gradients of a batch ([Distillation]), gradients cut, [AdamW], the
/// teacher follows. All random numbers of a step come from the seed and the step's number, so a run
/// that was saved goes on bit by bit as if it had not stopped: its state is the two networks, the
/// optimizer's moments, the teacher's embeddings of earlier steps, and how many steps were taken.
/// Nothing but these outlives a step in native memory.
public final class Pretraining implements AutoCloseable {
  private static final int DROP_PATH = 2_000_000;
  private static final String STEPS = "steps";
  private static final String PRESET = "preset";
  private static final String NOTES = "notes";
  private static final String SEED = "seed";
  private static final String MASK_PAST = "past.mask";
  private static final String LOCAL_PAST = "past.local";
  private static final String COUNT = ".count";
  private static final String NEXT = ".next";
  private static final String BACKBONE = "backbone.";
  private static final String STUDENT = "student.";
  private static final String TEACHER = "teacher.";

  private final Preset preset;
  private final long seed;
  private final NDManager manager;
  private final Kernels kernels;
  private final Weights student;
  private final Weights teacher;
  private final AdamW optimizer;
  private final Past maskPast;
  private final Past localPast;

  /// What a step did.
  ///
  /// @param step its number, counted from 0
  /// @param losses before the weights changed
  /// @param gradientLength before it was cut
  public record Report(int step, Distillation.Losses losses, double gradientLength) {}

  /// Begins a run.
  ///
  /// @param seed of everything that is random
  public Pretraining(Preset preset, long seed) {
    this(preset, seed, Device.cpu());
  }

  /// Begins a run on a device.
  ///
  /// @param seed of everything that is random
  /// @throws DeviceException if the device asked for cannot be used
  public static Pretraining begin(Preset preset, long seed, DeviceChoice device)
      throws DeviceException {
    return new Pretraining(preset, seed, chosen(device));
  }

  private static Device chosen(DeviceChoice device) throws DeviceException {
    PrimitiveCache.keepSmall(); // choosing starts PyTorch, after which it is too late
    return Devices.djl(Devices.choose(device));
  }

  private Pretraining(Preset preset, long seed, Device device) {
    this.preset = preset;
    this.seed = seed;
    List<StoredTensor> first = FirstWeights.of(preset, seed);
    this.manager = open(device);
    this.kernels = Kernels.loadTraining(manager.getDevice());
    this.student = new Weights(manager, kernels, first, true);
    this.teacher = new Weights(manager, kernels, first, false);
    this.optimizer = new AdamW(manager, student);
    int past = preset.distillation().pastTargets();
    this.maskPast = Past.of(manager, past, preset.heads().embedding());
    this.localPast = Past.of(manager, past, preset.heads().embedding());
  }

  private Pretraining(
      Preset preset,
      long seed,
      Device device,
      Map<String, StoredTensor> tensors,
      Map<String, Object> values) {
    this.preset = preset;
    this.seed = seed;
    this.manager = open(device);
    this.kernels = Kernels.loadTraining(manager.getDevice());
    this.student = new Weights(manager, kernels, under(tensors, STUDENT), true);
    this.teacher = new Weights(manager, kernels, under(tensors, TEACHER), false);
    this.optimizer = new AdamW(manager, student, tensors, number(values, STEPS));
    this.maskPast = past(tensors, values, MASK_PAST);
    this.localPast = past(tensors, values, LOCAL_PAST);
  }

  private Past past(Map<String, StoredTensor> tensors, Map<String, Object> values, String name) {
    StoredTensor tensor = tensors.get(name);
    return tensor == null
        ? Past.none()
        : Past.of(manager, tensor, number(values, name + COUNT), number(values, name + NEXT));
  }

  private static int number(Map<String, Object> values, String name) {
    if (values.get(name) instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException("a saved run says nothing of its " + name);
  }

  private static NDManager open(Device device) {
    PrimitiveCache.keepSmall();
    return NDManager.newBaseManager(device, Torch.start().getEngineName());
  }

  private static List<StoredTensor> under(Map<String, StoredTensor> tensors, String prefix) {
    List<StoredTensor> found = new ArrayList<>();
    tensors.forEach((name, tensor) -> {
      if (name.startsWith(prefix)) {
        found.add(tensor.renamed(name.substring(prefix.length())));
      }
    });
    return found;
  }

  /// Steps taken, which is also the number of the next one.
  public int steps() {
    return optimizer.steps();
  }

  /// What it runs on: cpu or gpu.
  public String deviceName() {
    return manager.getDevice().getDeviceType();
  }

  /// What makes this run's batches, by whatever thread.
  public BatchMaker batches() {
    return new BatchMaker(preset, seed);
  }

  /// Takes the next step with its only batch.
  ///
  /// @param batch of step [#steps()]
  /// @throws ArithmeticException as below
  public Report step(Batch batch) {
    return step(List.of(batch));
  }

  /// Takes the next step. Gradients of its batches are added up before weights change, so only one
  /// batch at a time needs memory.
  ///
  /// @param batches of step [#steps()]
  /// @throws ArithmeticException if a loss or a gradient is not finite; weights are then as they
  ///   were, for inspection
  public Report step(List<Batch> batches) {
    int step = steps();
    Schedules.Values now = preset.schedules().at(step);
    student.clearGradients();
    Distillation distillation =
        new Distillation(preset.distillation(), student, teacher, maskPast, localPast);
    List<Distillation.Losses> parts = new ArrayList<>();
    for (int part = 0; part < batches.size(); part++) {
      Distillation.Losses losses =
          distillation.backward(
              manager,
              batches.get(part),
              now.teacherTemperature(),
              new Draws(seed).stream(step).stream(DROP_PATH).part(part),
              1.0 / batches.size());
      if (!losses.areFinite()) {
        throw new ArithmeticException("the loss of step " + step + " is not finite: " + losses);
      }
      parts.add(losses);
    }
    double length =
        optimizer.step(
            name -> preset.schedules().cycle().rate(step, preset.rates().maximum(name)),
            now.beta1(),
            now.weightDecay(),
            preset.longestGradient());
    Teacher.follow(teacher, student, now.momentum());
    FreeMemory.giveBack();
    return new Report(step, Distillation.Losses.mean(parts), length);
  }

  /// Weights of the student, names as in official files.
  public Weights student() {
    return student;
  }

  /// Weights of the teacher, names as in official files.
  public Weights teacher() {
    return teacher;
  }

  /// The encoder as it is now, to look at a scan with or to keep.
  ///
  /// @param branch the student's or the teacher's
  /// @param name what to call it
  public Checkpoint encoder(Branch branch, String name) {
    Weights weights = branch == Branch.STUDENT ? student : teacher;
    List<StoredTensor> tensors = new ArrayList<>();
    for (StoredTensor tensor : weights.stored("")) {
      if (tensor.name().startsWith(BACKBONE)) {
        tensors.add(tensor.renamed(tensor.name().substring(BACKBONE.length())));
      }
    }
    try {
      return Checkpoint.of(name, preset.network(), preset.input(), steps() > 0, tensors);
    } catch (WeightsException e) {
      throw new IllegalStateException("the network does not fit itself", e);
    }
  }

  /// Writes everything a run needs to go on; the file appears whole or not at all.
  ///
  /// @param notes of the caller, which [SavedRun] gives back
  public void save(Path file, Map<String, String> notes) throws IOException {
    List<StoredTensor> tensors = new ArrayList<>(student.stored(STUDENT));
    tensors.addAll(teacher.stored(TEACHER));
    tensors.addAll(optimizer.stored());
    // Text, because numbers of JSON have fewer digits than a seed.
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(STEPS, steps());
    values.put(SEED, Long.toString(seed));
    values.put(PRESET, PresetValues.of(preset));
    values.put(NOTES, Map.copyOf(notes));
    store(MASK_PAST, maskPast, tensors, values);
    store(LOCAL_PAST, localPast, tensors, values);
    SafetensorsFile.write(file, new StateFile(tensors, values, List.of()));
  }

  private static void store(
      String name, Past past, List<StoredTensor> tensors, Map<String, Object> values) {
    NDArray rows = past.rows();
    if (rows != null) {
      tensors.add(Weights.stored(name, rows));
      values.put(name + COUNT, past.count());
      values.put(name + NEXT, past.next());
    }
  }

  /// Goes on with a run that was saved.
  ///
  /// @param preset the one it began with
  /// @throws IOException if the file cannot be read, is none of a run, or of one with another
  ///   preset
  public static Pretraining resume(Preset preset, Path file, Progress progress) throws IOException {
    return resume(preset, file, DeviceChoice.CPU, progress);
  }

  /// Goes on with a run that was saved, on a device; bit by bit only on the one it was on.
  public static Pretraining resume(Preset preset, Path file, DeviceChoice device, Progress progress)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofShared()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      StateFile state = SafetensorsFile.read(file, bytes, progress);
      SavedRun saved = savedRun(file, state);
      saved.requirePreset(preset, file);
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      state.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
      return new Pretraining(preset, saved.seed(), chosen(device), tensors, state.config());
    }
  }

  /// What a saved run says of itself.
  ///
  /// @throws IOException if the file cannot be read or is none of a run
  public static SavedRun saved(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofShared()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return savedRun(file, SafetensorsFile.read(file, bytes, Progress.none()));
    }
  }

  private static SavedRun savedRun(Path file, StateFile state) throws IOException {
    if (!(state.config().get(STEPS) instanceof Integer steps)
        || !(state.config().get(SEED) instanceof String seed)) {
      throw new IOException("this is no saved run of pretraining: " + file);
    }
    return new SavedRun(
        steps,
        Long.parseLong(seed),
        texts(state.config().get(PRESET)),
        texts(state.config().get(NOTES)));
  }

  private static Map<String, String> texts(@Nullable Object values) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (values instanceof Map<?, ?> map) {
      map.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    }
    return texts;
  }

  @Override
  public void close() {
    manager.close();
    kernels.close();
  }
}
