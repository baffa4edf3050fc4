package cadenza.app.weights;

import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server says of a file before it sends it.
///
/// Hugging Face answers the file's own address with a redirect to its store, and tells in
/// `X-Linked-Size` and `X-Linked-Etag` what the store will send: the size, and the SHA-256 of the
/// file. Other servers tell `Content-Length` and an `ETag` of their own making.
///
/// @param size bytes, if it says
/// @param sha256 in lower case, if it says
/// @param version changes when the file does; empty if the server tells nothing of the kind
public record RemoteFile(OptionalLong size, Optional<String> sha256, String version) {
  static final RemoteFile UNKNOWN = new RemoteFile(OptionalLong.empty(), Optional.empty(), "");

  static boolean isSha256(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /// True if the headers tell of a file that lies elsewhere.
  static boolean isLinked(HttpHeaders headers) {
    return headers.firstValue("X-Linked-Etag").isPresent()
        && headers.firstValue("X-Linked-Size").isPresent();
  }

  static RemoteFile linked(HttpHeaders headers) {
    String tag = unquoted(headers.firstValue("X-Linked-Etag").orElse(""));
    String sha = tag.toLowerCase(Locale.ROOT);
    return new RemoteFile(
        size(headers, "X-Linked-Size"), isSha256(sha) ? Optional.of(sha) : Optional.empty(), tag);
  }

  static RemoteFile plain(HttpHeaders headers) {
    return new RemoteFile(
        size(headers, "Content-Length"),
        Optional.empty(),
        headers.firstValue("ETag").or(() -> headers.firstValue("Last-Modified")).orElse(""));
  }

  static OptionalLong size(HttpHeaders headers, String name) {
    String text = headers.firstValue(name).orElse("").trim();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /// Makes sure that this is the file that somebody agreed to.
  ///
  /// @param shown what the server said then
  /// @throws DownloadException if size or checksum are others now, or are not told any more
  void requireAsShown(RemoteFile shown) throws DownloadException {
    String now = "";
    if (shown.size().isPresent() && !size.equals(shown.size())) {
      now =
          "it tells "
              + (size.isPresent() ? size.getAsLong() + " bytes" : "no size")
              + " now, and told "
              + shown.size().getAsLong()
              + " bytes";
    } else if (shown.sha256().isPresent() && !sha256.equals(shown.sha256())) {
      now =
          "it tells "
              + sha256.map(sha -> "the SHA-256 " + sha).orElse("no checksum")
              + " now, and told "
              + shown.sha256().get();
    }
    if (!now.isEmpty()) {
      throw new DownloadException(
          "The file on the server is not the one that was shown before: " + now + ".",
          "Nothing more was loaded. Look at its size and origin once more, then decide again.");
    }
  }

  private static String unquoted(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    return strong.replace("\"", "").trim();
  }
}
