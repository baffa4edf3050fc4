package cadenza.app.project;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.ListChange;
import cadenza.app.labels.ViewChange;
import cadenza.app.settings.SavedView;
import cadenza.render.Camera;
import cadenza.render.Vec3;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Classes and views of an edit as JSON, for whoever looks into a project file with other tools.
final class EditJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EditJson() {}

  static @Nullable String ofClasses(@Nullable ListChange<LabelClass> change) {
    if (change == null) {
      return null;
    }
    ObjectNode json = JSON.createObjectNode();
    json.set("before", classes(change.before()));
    json.set("after", classes(change.after()));
    return json.toString();
  }

  private static ArrayNode classes(List<LabelClass> classes) {
    ArrayNode all = JSON.createArrayNode();
    for (LabelClass one : classes) {
      all.addObject()
          .put("id", one.id())
          .put("name", one.name())
          .put("color", String.format(Locale.ROOT, "#%06x", one.argb() & 0xffffff))
          .put("shown", one.shown())
          .put("locked", one.locked());
    }
    return all;
  }

  static @Nullable String ofViews(@Nullable ViewChange change) {
    if (change == null) {
      return null;
    }
    ObjectNode json = JSON.createObjectNode().put("scan", change.scan());
    json.set("before", views(change.views().before()));
    json.set("after", views(change.views().after()));
    return json.toString();
  }

  private static ArrayNode views(List<SavedView> views) {
    ArrayNode all = JSON.createArrayNode();
    for (SavedView one : views) {
      Camera camera = one.camera();
      Vec3 target = camera.target();
      ObjectNode json =
          all.addObject()
              .put("name", one.name())
              .put("slot", one.slot())
              .put("distance", camera.distance())
              .put("yaw", camera.yawRadians())
              .put("pitch", camera.pitchRadians())
              .put("fov", camera.fieldOfViewRadians())
              .put("orthographic", camera.orthographic());
      json.putArray("target").add(target.x()).add(target.y()).add(target.z());
    }
    return all;
  }

  static @Nullable ListChange<LabelClass> classes(@Nullable String text)
      throws DamagedProjectException {
    if (text == null) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(text);
      return new ListChange<>(readClasses(json.path("before")), readClasses(json.path("after")));
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      throw new DamagedProjectException("classes that cannot be read", wrong);
    }
  }

  private static List<LabelClass> readClasses(JsonNode all) {
    List<LabelClass> classes = new ArrayList<>();
    for (JsonNode one : all) {
      String color = one.path("color").asText("#000000");
      classes.add(
          new LabelClass(
              one.path("id").asInt(),
              one.path("name").asText(),
              Integer.parseInt(color.substring(1), 16),
              one.path("shown").asBoolean(true),
              one.path("locked").asBoolean()));
    }
    return classes;
  }

  static @Nullable ViewChange views(@Nullable String text) throws DamagedProjectException {
    if (text == null) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(text);
      return new ViewChange(
          json.path("scan").asInt(),
          new ListChange<>(readViews(json.path("before")), readViews(json.path("after"))));
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      throw new DamagedProjectException("views that cannot be read", wrong);
    }
  }

  private static List<SavedView> readViews(JsonNode all) {
    List<SavedView> views = new ArrayList<>();
    for (JsonNode one : all) {
      JsonNode target = one.path("target");
      views.add(
          new SavedView(
              one.path("name").asText(),
              one.path("slot").asInt(),
              new Camera(
                  new Vec3(
                      target.path(0).asDouble(),
                      target.path(1).asDouble(),
                      target.path(2).asDouble()),
                  one.path("distance").asDouble(),
                  one.path("yaw").asDouble(),
                  one.path("pitch").asDouble(),
                  one.path("fov").asDouble(),
                  one.path("orthographic").asBoolean())));
    }
    return views;
  }
}
