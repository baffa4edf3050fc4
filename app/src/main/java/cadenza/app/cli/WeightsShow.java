package cadenza.app.cli;

import cadenza.app.pipeline.Model;
import cadenza.scan.Progress;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.LinearHead;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsFile;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.io.Wording;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza weights show`: what a weights file holds, also one that cannot encode.
@Command(
    name = "show",
    description = "Kind, parts, network, input transform and tensors of a weights file.",
    mixinStandardHelpOptions = true)
final class WeightsShow implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|NAME",
      description = "default: Cadenza's own weights")
  private @Nullable Path file;

  @Option(
      names = "--config",
      paramLabel = EncodeOptions.CONFIGS,
      description = "network of weights that do not say their own")
  private @Nullable String config;

  @Option(
      names = "--branch",
      paramLabel = EncodeOptions.BRANCHES,
      description = "which encoder of a pretraining state (default: student)")
  private @Nullable Branch branch;

  @Option(names = "--tensors", description = "list every tensor with its shape")
  private boolean tensors;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Map<String, Object> facts = new LinkedHashMap<>();
    SonataConfig network = EncodeOptions.networkOf(config, branch, file, "FILE or NAME", spec);
    Path path = EncodeOptions.fileOf(file, spec);
    List<StoredTensor> shown = path == null ? ofDefault(facts) : ofFile(path, network, facts);
    if (tensors) {
      facts.put("tensors", shown.stream().map(WeightsShow::described).toList());
    }
    if (json) {
      console.json(facts);
    } else {
      facts.forEach((name, value) -> print(console.out(), name, value));
      console.out().flush();
    }
    return 0;
  }

  private static List<StoredTensor> ofDefault(Map<String, Object> facts) throws IOException {
    try (Model model = Model.open(null, null, Progress.none())) {
      facts.put("name", model.checkpoint().name());
      facts.put("kind", WeightsFile.Kind.ENCODER.words());
      describe(model.checkpoint(), facts);
      return model.checkpoint().tensors();
    }
  }

  private List<StoredTensor> ofFile(
      Path path, @Nullable SonataConfig network, Map<String, Object> facts) throws IOException {
    WeightsFile opened = WeightsFile.read(path, Progress.none());
    facts.put("name", opened.name());
    facts.put("kind", opened.kind().words());
    if (!opened.branches().isEmpty()) {
      facts.put("branches", opened.branches().stream().map(Branch::word).toList());
    }
    facts.put("parts", opened.parts().stream().map(WeightsShow::described).toList());
    if (!opened.alongside().isEmpty()) {
      facts.put("ignored", opened.alongside());
    }
    boolean hasHead =
        opened.kind() == WeightsFile.Kind.LINEAR_HEAD
            || opened.kind() == WeightsFile.Kind.SEGMENTATION;
    if (hasHead) {
      LinearHead head = LinearHead.of(opened);
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("features", head.channels());
      described.put("classes", head.classes());
      described.put("sha256", head.sha256());
      facts.put("head", described);
    }
    boolean hasEncoder =
        opened.kind() != WeightsFile.Kind.LINEAR_HEAD && opened.kind() != WeightsFile.Kind.UNKNOWN;
    if (!hasEncoder) {
      facts.put("parameters", parameters(opened.tensors()));
      return opened.tensors();
    }
    if (network == null && !opened.hasConfig()) {
      facts.put("parameters", parameters(opened.tensors()));
      facts.put(
          "network",
          opened
              .likelyNetwork()
              .map(name -> "not said; its shapes are those of " + name + " (--config " + name + ")")
              .orElse("not said; name one with --config"));
      return opened.tensors();
    }
    Checkpoint weights = Checkpoint.of(opened, network, branch);
    facts.put("name", weights.name());
    describe(weights, facts);
    return weights.tensors();
  }

  private static void describe(Checkpoint weights, Map<String, Object> facts) throws IOException {
    facts.put("trained", weights.trained());
    facts.put("sha256", weights.sha256());
    facts.put("parameters", weights.parameterCount());
    facts.put("config", new ObjectMapper().readTree(weights.configJson()));
    if (weights.card().isPresent()) {
      facts.put("card", weights.card().get().values());
    }
  }

  private static long parameters(List<StoredTensor> tensors) {
    return tensors.stream().mapToLong(StoredTensor::count).sum();
  }

  private static Map<String, Object> described(WeightsFile.Part part) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", Wording.plain(part.name()));
    described.put("tensors", part.tensors());
    described.put("parameters", part.parameters());
    return described;
  }

  private static Map<String, Object> described(StoredTensor tensor) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", Wording.plain(tensor.name()));
    described.put("shape", tensor.shape());
    return described;
  }

  private static void print(PrintWriter out, String name, Object value) {
    switch (value) {
      case List<?> items when items.stream().allMatch(item -> item instanceof String) ->
          out.printf("%-11s %s%n", name, String.join(", ", strings(items)));
      case List<?> items -> items.forEach(item -> out.printf("%-11s %s%n", name, line(item)));
      case Boolean trained ->
          out.printf("%-11s %s%n", name, trained ? "yes" : "no (random numbers)");
      case Number number -> out.printf(Locale.ROOT, "%-11s %,d%n", name, number.longValue());
      default -> out.printf("%-11s %s%n", name, line(value));
    }
  }

  private static List<String> strings(List<?> items) {
    return items.stream().map(String::valueOf).toList();
  }

  private static String line(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return String.valueOf(value);
    }
    List<String> words = new ArrayList<>();
    map.forEach((key, item) -> {
      switch (item) {
        case long[] shape -> words.add(StoredTensor.text(shape));
        case Number number ->
            words.add(String.format(Locale.ROOT, "%,d %s", number.longValue(), key));
        case null, default -> words.add(key.equals("name") ? item + ":" : key + " " + item);
      }
    });
    return String.join(" ", words);
  }
}
