package cadenza.sonata;

import java.util.Locale;

/// The two networks of one shape that Pointcept pretrains side by side (SPEC v).
///
/// Where a file holds both and nobody chose, Cadenza takes the student: that is what Pointcept's
/// own probing and fine-tuning load (`module.student.backbone` becomes `module.backbone`, SPEC vi).
public enum Branch {
  /// What the optimizer trains.
  STUDENT,
  /// The student's running mean, which sets its targets.
  TEACHER;

  /// How the branch is called in keys, options and messages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
