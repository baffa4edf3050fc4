package cadenza.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@EnabledIf(
    value = "cadenza.app.shell.MainWindowTest#displayIsThere",
    disabledReason = "no display; run under xvfb-run")
@ExtendWith(ApplicationExtension.class)
class ColumnsDialogTest {
  private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
  private Stage owner;

  @Start
  void start(Stage stage) {
    owner = stage;
    stage.setScene(new Scene(new Pane(), 600, 400));
    stage.show();
  }

  private TextField ask(FxRobot robot) throws TimeoutException {
    Platform.runLater(() -> answer.complete(new ColumnsDialog(owner, "x y z intensity").ask()));
    waitUntil(() ->
        robot.lookup("#columns").tryQueryAs(TextField.class).stream()
            .anyMatch(field -> field.getScene().getFocusOwner() == field));
    return robot.lookup("#columns").queryAs(TextField.class);
  }

  private static void waitUntil(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private static Button button(FxRobot robot, String text) {
    return robot.lookup(text).queryButton();
  }

  @Test
  void namesAreTypedOverThoseThatWereRead(FxRobot robot) throws Exception {
    TextField field = ask(robot);
    assertThat(field.getText()).isEqualTo("x y z intensity");
    Button read = button(robot, "Read again");
    robot.interact(() -> field.setText(" "));
    assertThat(read.isDisabled()).as("without a name").isTrue();
    robot.interact(() -> field.setText("z y x -"));
    Platform.runLater(read::fire);
    assertThat(answer.get(60, TimeUnit.SECONDS)).contains("z y x -");
  }

  @Test
  void nothingIsReadWhenItIsClosed(FxRobot robot) throws Exception {
    ask(robot);
    Platform.runLater(button(robot, "Cancel")::fire);
    assertThat(answer.get(60, TimeUnit.SECONDS)).isEmpty();
  }
}
