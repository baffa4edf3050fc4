package cadenza.app.gpu;

import cadenza.app.weights.ByteCount;
import cadenza.app.weights.RemoteFile;
import java.util.Optional;
import java.util.OptionalLong;

/// What the server says of the archive before anybody agrees to load it.
///
/// @param remote size and version of the archive
/// @param unpackedBytes what the libraries take once they are unpacked, if it can be told before
public record GpuOffer(RemoteFile remote, OptionalLong unpackedBytes) {
  /// What is known before the server was asked.
  public static final GpuOffer UNKNOWN =
      new GpuOffer(
          new RemoteFile(OptionalLong.empty(), Optional.empty(), ""), OptionalLong.empty());

  /// The size of the download in words.
  public String sizeWords() {
    return remote.size().isPresent()
        ? ByteCount.words(remote.size().getAsLong())
        : "the server does not say";
  }

  /// The space it takes in words: in the end, and at most meanwhile.
  public String spaceWords() {
    if (unpackedBytes.isEmpty() || remote.size().isEmpty()) {
      return "more than the download; told before it is unpacked";
    }
    return ByteCount.words(unpackedBytes.getAsLong())
        + "; "
        + ByteCount.words(unpackedBytes.getAsLong() + remote.size().getAsLong())
        + " while it is unpacked";
  }
}
