package cadenza.probe;

/// A class that a probe tells apart.
///
/// @param id 1 or more, the same as that of its labels
/// @param argb colour it is shown in
public record ProbeClass(int id, String name, int argb) {
  public ProbeClass {
    if (id < 1) {
      throw new IllegalArgumentException("a class has a number from 1 on, not " + id);
    }
  }
}
