package cadenza.sonata.pretrain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every number of a [Preset] by name, such as `views.mostPoints`: to be shown, changed, kept with
/// a run and compared with those of another.
///
/// # How it works
///
/// A preset is a record of records. A name is the path of components to a value; values are written
/// as text, lists with commas. A changed value goes through the constructors, so what a record
/// refuses is refused here too.
public final class PresetValues {
  /// Parts that a preset takes from its network.
  private static final Set<String> REPEATED = Set.of("distillation.network", "rates.depths");

  private PresetValues() {}

  /// All values in the order of their declaration.
  public static Map<String, String> of(Preset preset) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", preset, values);
    return values;
  }

  /// A preset with some values changed.
  ///
  /// @param changes texts by name, as [#of] has them
  /// @throws IllegalArgumentException if there is no such value or it cannot be that; the message
  ///   names it
  public static Preset with(Preset preset, Map<String, String> changes) {
    Map<String, String> known = of(preset);
    for (String name : changes.keySet()) {
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException(
            "a preset has no \"%s\"; it has %s".formatted(name, String.join(", ", known.keySet())));
      }
    }
    return (Preset) changed("", preset, changes);
  }

  private static void collect(String prefix, Record record, Map<String, String> to) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = get(record, component);
      String name = prefix + component.getName();
      if (REPEATED.contains(name)) {
        continue;
      }
      if (value instanceof Record inner) {
        collect(name + ".", inner, to);
      } else {
        to.put(name, text(value));
      }
    }
  }

  private static Object changed(String prefix, Record record, Map<String, String> changes) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    String about = prefix;
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object value = get(record, components[i]);
      String name = prefix + components[i].getName();
      String change = changes.get(name);
      if (value instanceof Record inner && !REPEATED.contains(name)) {
        value = changed(name + ".", inner, changes);
      } else if (change != null) {
        value = parsed(name, types[i], value, change);
        about = name;
      }
      arguments[i] = value;
    }
    try {
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(about + ": " + refused.getMessage(), refused);
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(record);
      return value == null ? "" : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case float[] numbers -> {
        String[] texts = new String[numbers.length];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = Float.toString(numbers[i]);
        }
        yield String.join(",", texts);
      }
      case List<?> list -> list.stream().map(PresetValues::text).collect(Collectors.joining(","));
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Optional<?> maybe -> maybe.map(PresetValues::text).orElse("none");
      default -> value.toString();
    };
  }

  private static Object parsed(String name, Class<?> type, Object before, String text) {
    try {
      if (type == int.class) {
        return Integer.parseInt(text.strip());
      } else if (type == double.class) {
        return Double.parseDouble(text.strip());
      } else if (type == float.class) {
        return Float.parseFloat(text.strip());
      } else if (type == boolean.class && (text.equals("true") || text.equals("false"))) {
        return Boolean.parseBoolean(text);
      } else if (type == float[].class) {
        String[] texts = text.split(",", -1);
        float[] numbers = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
          numbers[i] = Float.parseFloat(texts[i].strip());
        }
        return numbers;
      } else if (before instanceof Enum<?> constant) {
        return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
            .filter(c -> text(c).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such choice"));
      } else if (before instanceof List<?> list
          && !list.isEmpty()
          && list.getFirst() instanceof Integer) {
        return Arrays.stream(text.split(",", -1)).map(t -> Integer.valueOf(t.strip())).toList();
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s cannot be \"%s\"; it is %s".formatted(name, text, text(before)), e);
    }
    throw new IllegalArgumentException(
        "%s cannot be changed to \"%s\"; it is %s".formatted(name, text, text(before)));
  }
}
