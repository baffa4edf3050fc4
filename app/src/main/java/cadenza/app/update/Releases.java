package cadenza.app.update;

import cadenza.app.pipeline.Program;
import cadenza.app.weights.Download;
import cadenza.app.weights.DownloadException;
import cadenza.scan.Progress;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The releases of Cadenza, on the server of whoever publishes them.
///
/// One GET over https, without anything about this computer or its user but what every request
/// carries; made only when [#ask] is called, which only a person's click or command does.
public final class Releases {
  private static final String FILE = "releases.properties";
  private static final String PROPERTY = "cadenza.releases";
  private static final int LIMIT_BYTES = 2 << 20;
  private static final int LIMIT_NAME = 60;

  private final Optional<URI> latest;
  private final Optional<URI> page;
  private final String own;
  private final Download download;

  /// @param latest tells of the latest release; empty if there is no such place
  /// @param page what to show where the answer names no page
  /// @param own version of this program
  Releases(Optional<URI> latest, Optional<URI> page, String own, Download download) {
    this.latest = latest;
    this.page = page;
    this.own = own;
    this.download = download;
  }

  /// Those of this program, as its file `releases.properties` names them. Touches no network.
  public static Releases ofProgram() {
    Properties named = new Properties();
    try (InputStream in = Objects.requireNonNull(Releases.class.getResourceAsStream(FILE), FILE)) {
      named.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(FILE, e);
    }
    return new Releases(
        address(System.getProperty(PROPERTY, named.getProperty("latest", ""))),
        address(named.getProperty("page", "")),
        Program.version(),
        Download.ofAnyFile());
  }

  private static Optional<URI> address(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text.strip()));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty(); // a slip in a start option must not keep the window shut
    }
  }

  /// The host that is asked; empty if there is none yet.
  public Optional<String> host() {
    return latest.map(URI::getHost);
  }

  /// Version of this program.
  public String own() {
    return own;
  }

  /// Asks once for the latest release and compares.
  ///
  /// @throws DownloadException if there is no answer; the message says why
  public UpdateAnswer ask(Progress progress) throws IOException {
    URI source =
        latest.orElseThrow(() ->
            new DownloadException(
                "Cadenza's releases have no public address yet, so nobody was asked.",
                "This is " + own + "; look for newer ones where you got it from."));
    progress.report(Double.NaN, "Asking " + source.getHost());
    JsonNode answer = parse(source, download.bytes(source, 0, LIMIT_BYTES, progress));
    String name = answer.path("tag_name").asText("").strip();
    if (name.isEmpty() || name.length() > LIMIT_NAME || !name.matches("[\\w.+ -]+")) {
      throw notUnderstood(source, null);
    }
    return UpdateAnswer.of(own, name, pageOf(answer.path("html_url").asText("")).or(() -> page));
  }

  // The browser is sent nowhere but to a secure page.
  private static Optional<URI> pageOf(String text) {
    try {
      URI named = URI.create(text);
      return "https".equalsIgnoreCase(named.getScheme()) && named.getHost() != null
          ? Optional.of(named)
          : Optional.empty();
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static JsonNode parse(URI source, byte[] answer) throws IOException {
    try {
      return new ObjectMapper().readTree(answer);
    } catch (JsonProcessingException e) {
      throw notUnderstood(source, e);
    }
  }

  private static DownloadException notUnderstood(URI source, @Nullable Throwable cause) {
    return new DownloadException(
        source.getHost() + " answered, but not with a release.",
        "A network that asks for a sign-in first does that; else try again later.",
        cause);
  }
}
