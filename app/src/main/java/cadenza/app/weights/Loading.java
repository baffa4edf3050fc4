package cadenza.app.weights;

import cadenza.scan.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One connection's worth of a download: asks for the bytes that are missing and writes what comes.
final class Loading {
  /// No weights are larger; a server that sends on and on must not fill the disk.
  private static final long LIMIT_BYTES = 64L << 30;

  private static final long REPORT_NANOS = 100_000_000L;

  private final URI source;
  private final PartFile part;
  private final Transport transport;
  private final Rate rate = new Rate();
  private long lastReport;

  Loading(URI source, PartFile part, Transport transport) {
    this.source = source;
    this.part = part;
    this.transport = transport;
  }

  /// Loads until all bytes are there.
  ///
  /// @param remote what the server said of the file a moment ago
  /// @throws ConnectionLostException if the connection ended before; what came is in the part
  void run(RemoteFile remote, Progress progress) throws IOException {
    dropsOther(remote);
    long from = part.length();
    if (from > 0 && remote.size().isPresent() && from == remote.size().getAsLong()) {
      return;
    }
    HttpResponse<Body> answer = transport.get(source, from, part.validator(), progress);
    try (Body body = answer.body()) {
      if (answer.statusCode() == 416 && isWhole(answer.headers(), from, remote)) {
        return;
      }
      OptionalLong size =
          switch (answer.statusCode()) {
            case 206 -> continued(answer.headers(), from, remote);
            case 416 -> throw startAnew("the server has no bytes after those that are here");
            default -> begun(answer.headers(), remote);
          };
      receive(body, size, progress);
    }
  }

  /// Drops what is there if it is no beginning of this file, or if that cannot be told.
  ///
  /// @return whether it was of another file
  boolean dropsOther(RemoteFile remote) throws IOException {
    long length = part.length();
    if (length == 0) {
      return false;
    }
    boolean same = part.isOf(source, remote);
    if (same && part.isTellable(remote) && length <= remote.size().orElse(length)) {
      return false;
    }
    part.forget();
    return !same;
  }

  /// A server that told no size before may say so where the bytes end, which is where they are.
  private static boolean isWhole(HttpHeaders headers, long from, RemoteFile remote) {
    return remote.size().orElse(from) == from
        && headers.firstValue("Content-Range").orElse("").equals("bytes */" + from);
  }

  /// The server sends what was asked for.
  private OptionalLong continued(HttpHeaders headers, long from, RemoteFile remote)
      throws IOException {
    String range = headers.firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + from + "-")) {
      throw startAnew("the server sent other bytes than those asked for");
    }
    String version = strongTag(headers);
    if (!part.validator().isEmpty() && !version.isEmpty() && !version.equals(part.validator())) {
      throw startAnew("the file on the server has changed");
    }
    String total = range.substring(range.indexOf('/') + 1);
    if (remote.size().isEmpty()) {
      return total.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(total))
          : OptionalLong.empty();
    }
    if (!total.equals("*") && !total.equals(String.valueOf(remote.size().getAsLong()))) {
      throw startAnew("the file on the server has changed");
    }
    return remote.size();
  }

  private ConnectionLostException startAnew(String why) throws IOException {
    part.forget();
    return new ConnectionLostException(why, null);
  }

  /// The server sends all of it from the start, because that was asked for, because the file has
  /// changed, or because it knows no ranges.
  private OptionalLong begun(HttpHeaders headers, RemoteFile remote) throws IOException {
    String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
      throw new DownloadException(
          source.getHost() + " sent a web page instead of the file.",
          "A network that asks for a sign-in first does that; open the origin page in a browser.");
    }
    String coding = headers.firstValue("Content-Encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw new DownloadException(
          source.getHost() + " sent the file packed (" + coding + "), which nobody asked for.",
          "Try again later, or without a proxy.");
    }
    OptionalLong announced = RemoteFile.size(headers, "Content-Length");
    OptionalLong size = remote.size().isPresent() ? remote.size() : announced;
    if (announced.orElse(0) > size.orElse(LIMIT_BYTES)) {
      throw tooMany(size.orElse(LIMIT_BYTES));
    }
    part.begin(source, remote, strongTag(headers));
    return size;
  }

  private void receive(Body body, OptionalLong size, Progress progress) throws IOException {
    long limit = size.orElse(LIMIT_BYTES);
    long length = part.length();
    rate.note(System.nanoTime(), length);
    while (true) {
      List<ByteBuffer> piece = next(body, length, size, progress);
      if (piece == null) {
        break;
      }
      long more = piece.stream().mapToLong(ByteBuffer::remaining).sum();
      if (length + more > limit) {
        part.forget();
        throw tooMany(limit);
      }
      part.append(piece);
      length += more;
      tell(length, size, progress);
    }
    if (size.isPresent() && length < size.getAsLong()) {
      throw new ConnectionLostException("the connection ended" + after(length, size), null);
    }
  }

  private @Nullable List<ByteBuffer> next(
      Body body, long length, OptionalLong size, Progress progress) throws ConnectionLostException {
    try {
      return body.next(transport.patience(), progress);
    } catch (ConnectionLostException lost) {
      throw new ConnectionLostException(lost.words() + after(length, size), lost);
    }
  }

  private static String after(long length, OptionalLong size) {
    String whole = size.isPresent() ? " of " + ByteCount.words(size.getAsLong()) : "";
    return " after " + ByteCount.words(length) + whole;
  }

  private static DownloadException tooMany(long limit) {
    return new DownloadException(
        "The server sent more than the " + ByteCount.words(limit) + " that the file has.",
        "What came was deleted. Try again later.");
  }

  private void tell(long length, OptionalLong size, Progress progress) {
    long now = System.nanoTime();
    if (now - lastReport < REPORT_NANOS) {
      return;
    }
    lastReport = now;
    rate.note(now, length);
    String words =
        size.isPresent()
            ? ByteCount.words(length) + " of " + ByteCount.words(size.getAsLong())
            : ByteCount.words(length);
    progress.report(
        size.isPresent() ? length / (double) Math.max(1, size.getAsLong()) : Double.NaN,
        words + rate.words());
  }

  /// What the server calls this version of the bytes, if it vouches for every one of them.
  private static String strongTag(HttpHeaders headers) {
    String tag = headers.firstValue("ETag").orElse("");
    return tag.startsWith("W/") ? "" : tag;
  }
}
