package cadenza.app.cli;

import cadenza.app.bench.OwnProcess;
import cadenza.app.bench.PretrainBench;
import cadenza.app.pipeline.AppFolders;
import cadenza.app.pretrain.PresetChoice;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.PresetValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench pretrain`: how long steps take, and whether memory stays flat.
@Command(
    name = "pretrain",
    description = "Takes steps of pretraining on generated rooms, each preset in its own process.",
    mixinStandardHelpOptions = true)
final class BenchPretrain implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--preset",
      split = ",",
      paramLabel = "starter|small|base",
      description = "which (default: ${DEFAULT-VALUE})")
  private List<PresetChoice> presets = List.of(PresetChoice.STARTER);

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "changes a number of the presets, as pretrain does")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(names = "--steps", description = "of each (default: ${DEFAULT-VALUE})")
  private int steps = 100;

  @Option(names = "--rooms", description = "to learn from (default: ${DEFAULT-VALUE})")
  private int rooms = 10;

  @Option(names = "--device", description = "auto, cpu or cuda (default: auto)")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run", hidden = true)
  private boolean oneRun;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = Console.of(spec);
    if (oneRun) {
      console.json(measure(console, presets.getFirst()));
      return 0;
    }
    List<Map<String, Object>> runs = new ArrayList<>();
    for (PresetChoice preset : presets) {
      console.argument(() -> bench(preset));
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "bench",
                  "pretrain",
                  "--one-run",
                  "--preset=" + preset,
                  "--steps=" + steps,
                  "--rooms=" + rooms,
                  "--device=" + device));
      changes.forEach((name, value) -> arguments.add("--set=" + name + "=" + value));
      runs.add(OwnProcess.json(arguments));
      console.err().println(PretrainBench.line(runs.getLast()));
      console.err().flush();
    }
    if (json) {
      console.json(Map.of("runs", runs));
    }
    return 0;
  }

  private PretrainBench bench(PresetChoice name) {
    Preset preset = PresetValues.with(name.preset(steps), changes);
    return new PretrainBench(name.word(), preset, steps, rooms, device);
  }

  private Map<String, Object> measure(Console console, PresetChoice name)
      throws IOException, InterruptedException {
    PretrainBench bench = console.argument(() -> bench(name));
    try (ExecutorService makers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      return bench.measure(AppFolders.ofUser().cache().resolve("scenes"), makers);
    }
  }
}
