package cadenza.app.shell;

import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Notice.Severity;
import cadenza.app.workspace.Workspace;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Shows notices over the picture, newest on top. An error stays until it is closed; the others go
/// by themselves. All of them stay in the messages.
final class NoticeLayer extends VBox {
  private static final double WIDTH = 400;
  private static final int LIMIT = 4;
  private static final Duration INFO_TIME = Duration.seconds(6);
  private static final Duration WARNING_TIME = Duration.seconds(20);

  NoticeLayer(Workspace workspace) {
    super(8);
    setId("notices");
    setPickOnBounds(false);
    setAlignment(Pos.TOP_RIGHT);
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    getStyleClass().add("notices");
    workspace
        .notices()
        .addListener(
            (ListChangeListener<Notice>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::show);
                  }
                });
  }

  private void show(Notice notice) {
    Node card = card(notice);
    getChildren().addFirst(card);
    if (getChildren().size() > LIMIT) {
      getChildren().removeLast();
    }
    if (notice.severity() != Severity.ERROR) {
      PauseTransition pause =
          new PauseTransition(notice.severity() == Severity.INFO ? INFO_TIME : WARNING_TIME);
      pause.setOnFinished(event -> getChildren().remove(card));
      card.setOnMouseEntered(event -> pause.stop());
      card.setOnMouseExited(event -> pause.playFromStart());
      pause.play();
    }
  }

  private Node card(Notice notice) {
    FontIcon icon = new FontIcon(icon(notice.severity()));
    Label title = new Label(notice.title(), icon);
    title.getStyleClass().add("notice-title");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox head = new HBox(6, title);
    head.setAlignment(Pos.CENTER_LEFT);

    Button copy = new Button(null, new FontIcon(Feather.COPY));
    copy.getStyleClass().addAll("flat", "button-icon", "small");
    copy.setTooltip(new Tooltip("Copy with all details"));
    copy.setOnAction(event -> copy(notice));
    head.getChildren().add(copy);

    VBox card = new VBox(4, head, paragraph(notice.text()));
    if (!notice.advice().isEmpty()) {
      Label advice = paragraph(notice.advice());
      advice.getStyleClass().add("notice-advice");
      card.getChildren().add(advice);
    }
    Notice.Offer offer = notice.offer();
    if (offer != null) {
      Button take = new Button(offer.label());
      take.getStyleClass().addAll("small", "accent", "notice-offer");
      take.setOnAction(event -> {
        getChildren().remove(card);
        offer.action().run();
      });
      card.getChildren().add(take);
    }
    card.getStyleClass().addAll("notice", styleClass(notice.severity()));
    card.setMaxWidth(WIDTH);
    Button close = new Button(null, new FontIcon(Feather.X));
    close.getStyleClass().addAll("flat", "button-icon", "small", "notice-close");
    close.setTooltip(new Tooltip("Close; it stays in View > Messages"));
    close.setOnAction(event -> getChildren().remove(card));
    head.getChildren().add(close);
    return card;
  }

  private static Label paragraph(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("notice-text");
    return label;
  }

  private static void copy(Notice notice) {
    ClipboardContent content = new ClipboardContent();
    content.putString(notice.copyText());
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static Feather icon(Severity severity) {
    return switch (severity) {
      case INFO -> Feather.INFO;
      case WARNING -> Feather.ALERT_TRIANGLE;
      case ERROR -> Feather.ALERT_OCTAGON;
    };
  }

  private static String styleClass(Severity severity) {
    return switch (severity) {
      case INFO -> "notice-info";
      case WARNING -> "notice-warning";
      case ERROR -> "notice-error";
    };
  }
}
