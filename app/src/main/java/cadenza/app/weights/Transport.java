package cadenza.app.weights;

import cadenza.scan.Progress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Asks a server about a file and for its bytes.
///
/// Redirects are followed here, one by one: what the first host says of the file is read on the
/// way, every address is held against the same rule as the first, and a loop ends. Only the host
/// that the catalog names is believed about the checksum.
final class Transport implements AutoCloseable {
  private static final int REDIRECTS = 8;
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long STEP_MILLIS = 100;
  private static final String AGENT = "Cadenza";

  private final Hosts hosts;
  private final Duration patience;
  private final HttpClient client;

  /// Which addresses may be spoken to.
  enum Hosts {
    HTTPS_ONLY,
    /// Unencrypted too, but only on this machine: for tests.
    LOOPBACK_HTTP_TOO
  }

  /// @param patience how long a server may say nothing
  Transport(Hosts hosts, Duration patience) {
    this.hosts = hosts;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    ProxySelector proxies = ProxySelector.getDefault();
    if (proxies != null) {
      builder.proxy(proxies);
    }
    client = builder.build();
  }

  /// What the server says of the file.
  ///
  /// @throws DownloadException if it refuses
  /// @throws ConnectionLostException if another attempt may help
  RemoteFile ask(URI source, Progress progress) throws IOException {
    URI at = source;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HttpRequest request = request(at).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
      HttpResponse<Body> answer = send(request, progress);
      HttpHeaders headers = answer.headers();
      boolean sameHost = source.getAuthority().equalsIgnoreCase(at.getAuthority());
      if (sameHost && RemoteFile.isLinked(headers)) {
        return RemoteFile.linked(headers);
      }
      if (isRedirect(answer.statusCode())) {
        at = target(at, headers);
        continue;
      }
      if (answer.statusCode() == 405 || answer.statusCode() == 501) {
        return RemoteFile.UNKNOWN; // this server answers no such question
      }
      checkStatus(answer, at);
      return RemoteFile.plain(headers);
    }
    throw tooManyRedirects(source);
  }

  /// Asks for the bytes from `from` on; the status of the answer is 200 (all bytes), 206 (those
  /// asked for) or 416 (there are none).
  ///
  /// @param validator what the bytes before `from` came with, or empty to not ask
  HttpResponse<Body> get(URI source, long from, String validator, Progress progress)
      throws IOException {
    URI at = source;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HttpRequest.Builder request = request(at).GET();
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
        if (!validator.isEmpty()) {
          request.header("If-Range", validator);
        }
      }
      HttpResponse<Body> answer = send(request.build(), progress);
      if (isRedirect(answer.statusCode())) {
        at = target(at, answer.headers());
        continue;
      }
      if (answer.statusCode() != 416) {
        checkStatus(answer, at);
      }
      return answer;
    }
    throw tooManyRedirects(source);
  }

  /// How long a server may say nothing.
  Duration patience() {
    return patience;
  }

  private HttpRequest.Builder request(URI at) throws DownloadException {
    if (!isAllowed(at)) {
      throw new DownloadException(
          "The download leads to " + at + ", which is not a secure (https) address.",
          "It was not followed. Look at the origin page, or try from another network.");
    }
    return HttpRequest.newBuilder(at).header("User-Agent", AGENT);
  }

  private boolean isAllowed(URI at) {
    String host = at.getHost();
    if (host == null) {
      return false;
    }
    boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    return "https".equalsIgnoreCase(at.getScheme())
        || (hosts == Hosts.LOOPBACK_HTTP_TOO
            && "http".equalsIgnoreCase(at.getScheme())
            && loopback);
  }

  private HttpResponse<Body> send(HttpRequest request, Progress progress) throws IOException {
    CompletableFuture<HttpResponse<Body>> answer =
        client.sendAsync(
            request, info -> new Body(info.statusCode() == 200 || info.statusCode() == 206));
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        progress.checkCancelled();
        try {
          return answer.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          if (System.nanoTime() > end) {
            throw new ConnectionLostException(
                request.uri().getHost() + " did not answer for " + patience.toSeconds() + " s",
                notYet);
          }
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException failure) {
      throw inWords(request.uri().getHost(), failure.getCause());
    } finally {
      answer.cancel(true); // does nothing to an answer that is there
    }
  }

  private static IOException inWords(String host, @Nullable Throwable cause) {
    boolean unknown = false;
    for (Throwable at = cause; at != null; at = at.getCause()) {
      unknown |= at instanceof UnresolvedAddressException || at instanceof UnknownHostException;
    }
    if (unknown) {
      return new ConnectionLostException("the name " + host + " is not known here", cause);
    }
    if (cause instanceof SSLException) {
      return new DownloadException(
          "No secure connection to " + host + " could be made (" + cause.getMessage() + ").",
          "Check the clock of this machine and its proxy settings.",
          cause);
    }
    if (cause instanceof ConnectException) {
      return new ConnectionLostException(host + " does not take connections", cause);
    }
    return new ConnectionLostException("the connection to " + host + " was cut", cause);
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI target(URI at, HttpHeaders headers) throws DownloadException {
    String location = headers.firstValue("Location").orElse("");
    try {
      return at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DownloadException(
          at.getHost() + " leads to an address that is none: " + location, "Try again later.", e);
    }
  }

  private static DownloadException tooManyRedirects(URI source) {
    return new DownloadException(
        source.getHost() + " leads from one address to the next without end.",
        "Try again later; if it repeats, look at the proxy settings.");
  }

  private static void checkStatus(HttpResponse<Body> answer, URI at) throws IOException {
    int status = answer.statusCode();
    if (status == 200 || status == 206) {
      return;
    }
    answer.body().close();
    String said = at.getHost() + " answered " + status;
    switch (status) {
      case 401, 403 ->
          throw new DownloadException(
              said + ": it does not give this file to everybody.",
              "It may ask for an account or for consent; look at the origin page.");
      case 404, 410 ->
          throw new DownloadException(
              said + ": the file is not there any more.",
              "It may have been renamed; look at the origin page.");
      case 408, 425, 429, 500, 502, 503, 504 ->
          throw new ConnectionLostException(said, askedWait(answer.headers()), null);
      default ->
          throw new DownloadException(
              said + ", which is no answer to a download.",
              "Try again later; if it repeats, look at the proxy settings.");
    }
  }

  private static Duration askedWait(HttpHeaders headers) {
    long seconds = RemoteFile.size(headers, "Retry-After").orElse(0);
    return Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
