package cadenza.app.project;

import cadenza.app.SmallRoom;
import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.labels.RandomEdits;
import cadenza.app.workspace.OpenScan;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// A person who works on a project as fast as the disk allows, until killed. Tells each edit before
/// it is made and once it is written.
final class CrashChild {
  private CrashChild() {}

  /// @param arguments project, seed
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    Path file = Path.of(arguments[0]);
    UnnamedProjects unnamed = new UnnamedProjects(file.resolveSibling("unnamed"));
    ProjectOpening.Opened opened = new ProjectOpening(unnamed, WriteListener.NONE).open(file);
    if (!opened.inPlace()) {
      throw new IOException("damaged: " + opened.losses());
    }
    LabelModel model = new LabelModel();
    model.open(opened.labels(), new Telling(opened.project(), model, out));
    List<OpenScan> scans =
        List.of(
            new OpenScan("one", null, SmallRoom.contents()),
            new OpenScan("two", null, SmallRoom.contents()));
    RandomEdits person = new RandomEdits(model, scans, Long.parseLong(arguments[1]));
    out.println("open");
    while (true) {
      person.next();
    }
  }

  /// Tells what is about to be written, and that it is.
  private record Telling(Project project, LabelModel model, PrintStream out) implements EditSink {
    @Override
    public void scanAdded(LabelledScan scan) {
      project.scanAdded(scan);
    }

    @Override
    public void edited(int number, Edit edit, Counters counters) {
      write(() -> project.edited(number, edit, counters));
    }

    @Override
    public void moved(int done) {
      write(() -> project.moved(done));
    }

    private void write(Runnable action) {
      out.println("made " + CrashTest.digest(model.edits(), model.doneCount()));
      action.run();
      if (!project.flush()) {
        throw new IllegalStateException("not written");
      }
      out.println("written");
    }
  }
}
