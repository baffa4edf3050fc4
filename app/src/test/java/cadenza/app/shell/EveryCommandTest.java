package cadenza.app.shell;

import static cadenza.app.shell.WindowUnderTest.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Whatever the menus offer can be done with an encoded scan: one command after the other, each in
/// the state that the ones before it left. Those that ask for more ("…") are tested by themselves.
@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class EveryCommandTest {
  private static final Set<String> ENDS = Set.of("file.quit", "file.close");

  private final List<String> failures = new CopyOnWriteArrayList<>();
  private WindowUnderTest test;
  private volatile String running = "";

  @Start
  void start(Stage stage) throws IOException {
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, e) -> failures.add(running + ": " + e));
    test = WindowUnderTest.show(stage);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> test.window.close());
  }

  @Test
  void everyCommandCanBeRun(FxRobot robot) throws Exception {
    test.open(robot, "room.ply");
    test.encode(robot);
    List<Command> all = new ArrayList<>(test.window.commands());
    assertThat(all.stream().map(Command::id)).doesNotHaveDuplicates();
    Set<String> done = new HashSet<>();
    // Twice, for some can only be done after others: redo after undo.
    for (int round = 0; round < 2; round++) {
      for (Command command : all) {
        if (command.title().endsWith("…") || ENDS.contains(command.id())) {
          continue;
        }
        if (test.window.workspace().current() == null) { // a new project has none
          test.open(robot, "room.ply");
          test.encode(robot);
        }
        running = command.id();
        robot.interact(() -> {
          if (command.enabled().get()) {
            done.add(command.id());
            command.run();
          }
          // A sheet or dialog that a command shows would take the keys of the next one.
          for (Window shown : List.copyOf(Window.getWindows())) {
            if (shown != test.window.stage()) {
              shown.hide();
            }
          }
          test.window.palette().hide();
        });
      }
    }
    WaitForAsyncUtils.waitForFxEvents();
    waitUntil(() -> test.window.stage().isShowing());
    assertThat(failures).isEmpty();
    Set<String> never = new HashSet<>();
    all.stream()
        .filter(command -> !command.title().endsWith("…") && !ENDS.contains(command.id()))
        .map(Command::id)
        .forEach(never::add);
    never.removeAll(done);
    System.out.printf("%d commands were run; not possible here: %s%n", done.size(), never);
    assertThat(done.size()).isGreaterThan(70);
  }
}
