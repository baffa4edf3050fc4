package cadenza.sonata.pretrain;

import java.util.List;

/// The student's slow average, which makes the targets (Tarvainen and Valpola, arXiv 1703.01780).
public final class Teacher {
  private Teacher() {}

  /// Lets the teacher's weights follow the student's of the same names: `teacher = momentum *
  /// teacher + (1 - momentum) * student`, in place.
  ///
  /// @param teacher weights that do not learn by themselves
  /// @param momentum how much of itself the teacher keeps
  public static void follow(Weights teacher, Weights student, double momentum) {
    List<String> names = teacher.names();
    teacher.kernels().change("follow_", teacher.all(names), student.all(names), momentum);
  }
}
