package cadenza.app.update;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as releases are named: `v1.4.0`, `0.2`, `1.0.0-rc.2+build.7`.
///
/// Ordered as in semantic versioning (semver.org, 11): numbers by size, missing ones as 0; what
/// stands before a release (`-rc.1`, Maven's `-SNAPSHOT`) is older than the release; what follows
/// `+` does not count.
///
/// @param numbers the parts between dots
/// @param before the parts of what follows `-`; empty for a release
public record ReleaseVersion(List<Long> numbers, List<String> before)
    implements Comparable<ReleaseVersion> {
  private static final Pattern FORM =
      Pattern.compile(
          "[vV]?(\\d{1,9}(?:\\.\\d{1,9}){0,4})(?:-([0-9A-Za-z.-]{1,60}))?(?:\\+[0-9A-Za-z.-]{1,60})?");

  public ReleaseVersion {
    numbers = List.copyOf(numbers);
    before = List.copyOf(before);
  }

  /// The version of a text; empty if it is none.
  public static Optional<ReleaseVersion> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String before = form.group(2);
    return Optional.of(
        new ReleaseVersion(
            Arrays.stream(form.group(1).split("\\.", -1)).map(Long::valueOf).toList(),
            before == null ? List.of() : List.of(before.split("\\.", -1))));
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Long.compare(number(i), other.number(i));
      if (order != 0) {
        return order;
      }
    }
    if (before.isEmpty() || other.before.isEmpty()) {
      return Boolean.compare(before.isEmpty(), other.before.isEmpty());
    }
    for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
      int order = compareParts(before.get(i), other.before.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(before.size(), other.before.size());
  }

  private long number(int i) {
    return i < numbers.size() ? numbers.get(i) : 0;
  }

  private static int compareParts(String a, String b) {
    boolean aNumber = a.matches("\\d{1,18}");
    boolean bNumber = b.matches("\\d{1,18}");
    if (aNumber && bNumber) {
      return Long.compare(Long.parseLong(a), Long.parseLong(b));
    }
    return aNumber == bNumber ? a.compareTo(b) : Boolean.compare(bNumber, aNumber);
  }
}
