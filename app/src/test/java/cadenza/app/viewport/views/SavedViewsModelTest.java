package cadenza.app.viewport.views;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.settings.SavedView;
import cadenza.app.settings.Settings;
import cadenza.app.viewport.OpenViewport;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.render.StandardView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedViewsModelTest {
  private final OpenViewport viewport = new OpenViewport();
  private final Settings settings = new Settings();
  private int writeCount;
  private final SavedViewsModel model =
      new SavedViewsModel(viewport.model(), settings, () -> writeCount++);

  @AfterEach
  void close() {
    viewport.close();
  }

  @Test
  void aKeptViewIsGoneBackTo() {
    Camera camera = viewport.model().camera();
    model.save();
    viewport.model().look(StandardView.TOP);
    assertThat(viewport.model().camera()).isNotEqualTo(camera);
    model.goTo(model.at(1).orElseThrow());
    assertThat(viewport.model().camera()).isEqualTo(camera);
    assertThat(writeCount).isEqualTo(1);
  }

  @Test
  void keysAreTakenInOrderAndReplacedWithTheirName() {
    model.saveAt(3);
    model.save();
    model.save();
    model.save();
    assertThat(model.views()).extracting(SavedView::slot).containsExactly(1, 2, 3, 4);
    model.rename(model.at(3).orElseThrow(), "  Window  ");
    viewport.model().look(StandardView.TOP);
    model.saveAt(3);
    SavedView third = model.at(3).orElseThrow();
    assertThat(third.name()).isEqualTo("Window");
    assertThat(third.camera()).isEqualTo(viewport.model().camera());
    model.rename(third, "   ");
    assertThat(model.at(3).orElseThrow().name()).isEqualTo("Window");
  }

  @Test
  void afterNineViewsGoWithoutAKey() {
    for (int i = 0; i < 11; i++) {
      model.save();
    }
    assertThat(model.views()).hasSize(11).extracting(SavedView::name).doesNotHaveDuplicates();
    assertThat(model.views().getLast().slot()).isZero();
    model.delete(model.at(2).orElseThrow());
    assertThat(model.views()).hasSize(10);
    assertThat(model.at(2)).isEmpty();
  }

  @Test
  void eachScanHasItsOwn() {
    OpenScan first = viewport.workspace().current();
    model.save();
    viewport.open("other");
    assertThat(model.views()).isEmpty();
    viewport.show(first);
    assertThat(model.views()).hasSize(1);
    assertThat(settings.savedViews()).hasSize(1);
  }
}
