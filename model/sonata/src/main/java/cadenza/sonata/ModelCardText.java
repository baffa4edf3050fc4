package cadenza.sonata;

import cadenza.scan.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A [ModelCard] as Markdown.
public final class ModelCardText {
  /// Name of the card beside its weights.
  public static final String FILE = "WEIGHTS.md";

  private ModelCardText() {}

  /// Writes the card as `WEIGHTS.md` into the folder of the weights; it replaces one that is there.
  ///
  /// @return the card's file
  public static Path writeBeside(Path weights, ModelCard card) throws IOException {
    Path file = weights.toAbsolutePath().resolveSibling(FILE);
    byte[] text = markdown(card).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(text));
    return file;
  }

  /// The card, for people.
  public static String markdown(ModelCard card) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + card.name());
    if (!card.about().isEmpty()) {
      lines.add("");
      lines.add(card.about());
    }
    section(lines, "Licence", card.licence().isEmpty() ? "not said" : card.licence());
    section(lines, "Data", null);
    lines.add("| scans of | scans | points | licence |");
    lines.add("|---|---|---|---|");
    for (ModelCard.DataSet set : card.data()) {
      lines.add(
          row(
              set.name(),
              number(set.scans()),
              set.points() == 0 ? "not counted" : number(set.points()),
              set.licence()));
    }
    section(lines, "How they were made", null);
    lines.add("| | |");
    lines.add("|---|---|");
    lines.add(row("preset", card.preset()));
    lines.add(row("steps", number(card.steps())));
    lines.add(row("scenes seen", number(card.scenesSeen())));
    lines.add(row("minutes", String.format(Locale.ROOT, "%.1f", card.minutes())));
    lines.add(row("seed", Long.toString(card.seed())));
    lines.add(row("device", card.device()));
    if (card.threads() > 0) {
      lines.add(row("threads", number(card.threads())));
    }
    new TreeMap<>(card.versions()).forEach((name, version) -> lines.add(row(name, version)));
    lines.add("");
    lines.add("```");
    lines.add(card.command().replace("```", "'''"));
    lines.add("```");
    if (!card.scores().isEmpty()) {
      section(lines, "Scores", null);
      lines.add("| | |");
      lines.add("|---|---|");
      new TreeMap<>(card.scores())
          .forEach(
              (name, score) -> lines.add(row(name, String.format(Locale.ROOT, "%.4f", score))));
    }
    use(lines, card);
    lines.add("");
    return String.join("\n", lines);
  }

  private static void use(List<String> lines, ModelCard card) {
    String grid = String.format(Locale.ROOT, "%s", (float) card.gridSizeMeters());
    section(
        lines,
        "Use",
        "Scans must be in metres, z up, with colours and normals, in voxels of "
            + grid
            + " m. Cadenza reads that from the file. With the official Python code, which has 0.02 m"
            + " fixed, say it yourself, and give it the `.pth` that `cadenza weights convert` writes"
            + " (a safetensors file may expect shifted features):");
    lines.add("");
    lines.add("```python");
    lines.add("model = sonata.model.load(\"weights.pth\")");
    lines.add("transform = sonata.transform.default()");
    lines.add("transform.transforms[1].grid_size = " + grid + "  # GridSample");
    lines.add("```");
  }

  private static void section(List<String> lines, String title, @Nullable String text) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    if (text != null) {
      lines.add(text);
    }
  }

  private static String row(String... cells) {
    List<String> plain = new ArrayList<>();
    for (String cell : cells) {
      plain.add(cell.replace("|", "\\|").replaceAll("\\R", " "));
    }
    return "| " + String.join(" | ", plain) + " |";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
