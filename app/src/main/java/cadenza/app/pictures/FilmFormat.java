package cadenza.app.pictures;

import java.util.Optional;

/// What a film becomes.
public enum FilmFormat {
  MP4("Video, MP4 (H.264)"),
  WEBM("Video, WebM (VP9)"),
  FRAMES("PNG pictures in a folder");

  private final String title;

  FilmFormat(String title) {
    this.title = title;
  }

  /// Words for people.
  public String title() {
    return title;
  }

  /// The format of the file; empty for a folder.
  public Optional<VideoFormat> video() {
    return switch (this) {
      case MP4 -> Optional.of(VideoFormat.MP4);
      case WEBM -> Optional.of(VideoFormat.WEBM);
      case FRAMES -> Optional.empty();
    };
  }
}
