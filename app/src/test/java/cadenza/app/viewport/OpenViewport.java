package cadenza.app.viewport;

import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.LookModel;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Camera;
import cadenza.render.Pick;
import cadenza.render.Ray;
import cadenza.render.Vec3;

/// A viewport model with the small room open, for tests of tools without a toolkit.
public final class OpenViewport implements AutoCloseable {
  public static final int WIDTH = 800;
  public static final int HEIGHT = 600;

  private final TestThread thread = new TestThread();
  private final Workspace workspace = new Workspace();
  private final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  private final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  private final ViewportModel model = new ViewportModel(workspace, look, CameraGlide.immediate());

  public OpenViewport() {
    model.resize(WIDTH, HEIGHT);
    open("corner");
  }

  public ViewportModel model() {
    return model;
  }

  public Workspace workspace() {
    return workspace;
  }

  /// Opens another copy of the room and shows it.
  public OpenScan open(String name) {
    OpenScan scan = new OpenScan(name, null, SmallRoom.contents());
    workspace.add(scan);
    awaitPicture(scan);
    return scan;
  }

  /// Shows a scan that is open.
  public void show(OpenScan scan) {
    workspace.currentProperty().set(scan);
    awaitPicture(scan);
  }

  public void awaitPicture(OpenScan scan) {
    thread.runUntil(() -> {
      var scene = model.sceneProperty().get();
      return scene != null && scene.cloud() == scan.cloud();
    });
  }

  /// The line of sight through where a point is seen.
  public Ray rayTo(Vec3 world) {
    Camera camera = model.camera();
    double[] at = camera.project(world, WIDTH, HEIGHT);
    return camera.ray(at[0], at[1], WIDTH, HEIGHT);
  }

  public Pick pick(int index) {
    var cloud = model.sceneProperty().get().cloud();
    return new Pick(
        index, new Vec3(cloud.world(index, 0), cloud.world(index, 1), cloud.world(index, 2)));
  }

  @Override
  public void close() {
    tasks.close();
  }
}
