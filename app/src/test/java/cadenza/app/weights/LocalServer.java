package cadenza.app.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An HTTP server on this machine that misbehaves as told: it may cut a connection in the middle of
/// a body, send too much, or say nothing at all. One answer a connection.
public final class LocalServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Answer> answers;

  /// @param headers names in lower case
  public record Request(String method, String path, Map<String, String> headers) {
    /// First byte that is asked for; 0 without a range.
    public int from() {
      String range = headers.getOrDefault("range", "bytes=0-");
      return Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    }
  }

  /// @param sent bytes of the body that are sent before the connection is closed
  /// @param stallMillis how long nothing happens after that
  public record Answer(
      int status, Map<String, String> headers, byte[] body, int sent, long stallMillis) {
    public static Answer of(int status, byte[] body, String... headers) {
      Map<String, String> map = new LinkedHashMap<>();
      for (int i = 0; i < headers.length; i += 2) {
        map.put(headers[i], headers[i + 1]);
      }
      map.putIfAbsent("Content-Length", String.valueOf(body.length));
      return new Answer(status, map, body, body.length, 0);
    }

    public Answer cutAfter(int bytes) {
      return new Answer(status, headers, body, Math.min(bytes, body.length), stallMillis);
    }

    public Answer stalling(long millis) {
      return new Answer(status, headers, body, sent, millis);
    }
  }

  public LocalServer(Function<Request, Answer> answers) throws IOException {
    this.answers = answers;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public void answer(Function<Request, Answer> other) {
    answers = other;
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  /// Everything that was asked so far.
  public List<Request> requests() {
    return requests;
  }

  /// The requests for bytes.
  public List<Request> gets() {
    return requests.stream().filter(request -> request.method().equals("GET")).toList();
  }

  /// Sends all of a file or the range that is asked for, as a good server does.
  public static Answer serve(Request request, byte[] file, String tag) {
    String same = request.headers().getOrDefault("if-range", tag);
    int from = same.equals(tag) ? request.from() : 0;
    if (request.method().equals("HEAD")) {
      return new Answer(
          200,
          Map.of("Content-Length", String.valueOf(file.length), "ETag", tag),
          new byte[0],
          0,
          0);
    }
    if (from == 0) {
      return Answer.of(200, file, "ETag", tag);
    }
    byte[] rest = java.util.Arrays.copyOfRange(file, from, file.length);
    String range = "bytes " + from + "-" + (file.length - 1) + "/" + file.length;
    return Answer.of(206, rest, "ETag", tag, "Content-Range", range);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> talk(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket connection) {
    try (connection) {
      Request request = read(connection);
      requests.add(request);
      Answer answer = answers.apply(request);
      OutputStream out = connection.getOutputStream();
      StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Said\r\n");
      answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Connection: close\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      if (!request.method().equals("HEAD")) {
        out.write(answer.body(), 0, answer.sent());
      }
      out.flush();
      Thread.sleep(answer.stallMillis());
    } catch (IOException gone) {
      // The other side hung up, which some tests are about.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Request read(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String[] first = in.readLine().split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return new Request(first[0], first[1], headers);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
