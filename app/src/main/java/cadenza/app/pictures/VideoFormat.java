package cadenza.app.pictures;

import java.util.List;

/// Films that most players know.
public enum VideoFormat {
  MP4("mp4", "MP4 (H.264)"),
  WEBM("webm", "WebM (VP9)");

  /// An encoder of ffmpeg with the options that make a good picture.
  record Encoder(String name, List<String> options) {}

  private final String extension;
  private final String title;

  VideoFormat(String extension, String title) {
    this.extension = extension;
    this.title = title;
  }

  /// Extension of files, without the dot.
  public String extension() {
    return extension;
  }

  /// Words for people.
  public String title() {
    return title;
  }

  /// The encoders that make it, the best first.
  List<Encoder> encoders() {
    return switch (this) {
      case MP4 ->
          List.of(
              new Encoder("libx264", List.of("-crf", "17", "-preset", "medium")),
              new Encoder("libopenh264", List.of("-b:v", "16M")),
              new Encoder("h264_videotoolbox", List.of("-b:v", "16M")),
              new Encoder("h264_mf", List.of("-b:v", "16M")));
      case WEBM ->
          List.of(
              new Encoder("libvpx-vp9", List.of("-crf", "24", "-b:v", "0", "-row-mt", "1")),
              new Encoder("libvpx", List.of("-crf", "8", "-b:v", "16M")));
    };
  }

  /// Options of the file itself.
  List<String> options() {
    return switch (this) {
      case MP4 -> List.of("-movflags", "+faststart");
      case WEBM -> List.of();
    };
  }
}
