import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The licences of everything inside, a text file a part, as Help → Licences shows them: names and versions from the
/// bill of materials, the words from the jar itself, else from `installers/licences`.
final class Licences {
  private final Path texts;
  private final Libraries libraries;

  private Licences(Path texts, Libraries libraries) {
    this.texts = texts;
    this.libraries = libraries;
  }

  static void write(Path root, Libraries libraries, Path out) throws Exception {
    Path bill = root.resolve("app/target/bom.json");
    if (!Files.isRegularFile(bill)) {
      throw Shell.fail(bill + " is missing; run ./cadenza package, which makes it.");
    }
    Files.createDirectories(out);
    Files.copy(root.resolve("LICENSE"), out.resolve("Cadenza.txt"));
    Path own = root.resolve("installers/licences");
    try (Stream<Path> files = Files.list(own.resolve("parts"))) {
      // What comes inside another part, or beside them, and has no line in the bill.
      for (Path file : files.toList()) {
        Files.copy(file, out.resolve(file.getFileName()));
      }
    }
    Licences licences = new Licences(own, libraries);
    JsonNode parts = new ObjectMapper().readTree(bill.toFile()).path("components");
    List<String> silent = new ArrayList<>();
    for (JsonNode part : parts) {
      String group = part.path("group").asText();
      if (group.equals("cadenza")) {
        continue;
      }
      String name = part.path("name").asText();
      String version = part.path("version").asText();
      List<String> names = new ArrayList<>();
      for (JsonNode licence : part.path("licenses")) {
        JsonNode one = licence.path("license");
        String id = one.path("id").asText(one.path("name").asText());
        names.add(id.isEmpty() ? licence.path("expression").asText() : id);
      }
      String words = licences.words(name, version, names);
      if (words.isBlank()) {
        silent.add(name);
      }
      Files.writeString(
          out.resolve(name + ".txt"),
          group + ":" + name + " " + version + "\nLicence: " + String.join(", or ", names) + "\n\n" + words);
    }
    if (!silent.isEmpty()) {
      throw Shell.fail(
          "no licence text was found for " + silent + "; put one into installers/licences.");
    }
  }

  private String words(String name, String version, List<String> names) throws Exception {
    Map<String, String> found = new TreeMap<>();
    for (Path jar : libraries.all()) {
      if (jar.getFileName().toString().startsWith(name + "-" + version)) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : zip.stream().toList()) {
            String file = entry.getName().toUpperCase(Locale.ROOT);
            boolean words = file.contains("LICENSE") || file.contains("NOTICE");
            if (!entry.isDirectory() && words && !file.endsWith(".CLASS")) {
              try (InputStream in = zip.getInputStream(entry)) {
                found.put(
                    entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
              }
            }
          }
        }
      }
    }
    StringBuilder words = new StringBuilder(String.join("\n\n", found.values()));
    try (Stream<Path> files = Files.list(texts)) {
      for (Path file : files.sorted().toList()) {
        String known = file.getFileName().toString().replace(".txt", "");
        boolean own = name.startsWith(known);
        boolean common = found.isEmpty() && names.stream().anyMatch(id -> id.startsWith(known));
        if (Files.isRegularFile(file) && (own || common)) {
          words.append("\n\n").append(Files.readString(file));
        }
      }
    }
    return words.toString().strip() + "\n";
  }
}
