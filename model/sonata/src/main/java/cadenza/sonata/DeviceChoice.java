package cadenza.sonata;

import java.util.Locale;

/// Which device a person asks for.
public enum DeviceChoice {
  /// The best one the machine has.
  AUTO,
  /// The processor, whatever else there is.
  CPU,
  /// An NVIDIA GPU, or an error if none can be used.
  CUDA;

  /// Reads `auto`, `cpu` or `cuda`, in any case.
  ///
  /// @throws IllegalArgumentException for another word; the message lists the choices
  public static DeviceChoice parse(String word) {
    for (DeviceChoice choice : values()) {
      if (choice.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    throw new IllegalArgumentException("\"" + word + "\" is no device; choose auto, cpu or cuda");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
