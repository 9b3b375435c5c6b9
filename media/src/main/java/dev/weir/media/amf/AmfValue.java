package dev.weir.media.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One value of the Action Message Format, whichever of its two versions carried it. */
public sealed interface AmfValue {

  /** A number; AMF3 integers are numbers too. AMF0 2.2. */
  record AmfNumber(double value) implements AmfValue {}

  /** True or false. AMF0 2.3. */
  record AmfBoolean(boolean value) implements AmfValue {}

  /** Text, of either length form, or an XML document as text. AMF0 2.4, 2.14, 2.17. */
  record AmfString(String value) implements AmfValue {}

  /** Nothing, said on purpose. AMF0 2.7. */
  record AmfNull() implements AmfValue {}

  /** A value that was never set, or that its writer could not serialize. AMF0 2.8, 2.15. */
  record AmfUndefined() implements AmfValue {}

  /**
   * A point in time. AMF0 2.13.
   *
   * @param epochMs milliseconds since 1970-01-01 UTC
   * @param zoneMinutes the reserved time zone field; 0 from writers that follow the specification
   */
  record AmfDate(double epochMs, int zoneMinutes) implements AmfValue {}

  /** Values counted from 0. AMF0 2.12. */
  record AmfStrictArray(List<AmfValue> elements) implements AmfValue {

    /** Takes a copy. */
    public AmfStrictArray {
      elements = List.copyOf(elements);
    }
  }

  /** Values with names, in the order in which they were written; a later name replaces an equal. */
  sealed interface AmfProperties extends AmfValue {

    /** All properties in order; unmodifiable. */
    Map<String, AmfValue> properties();

    /** The text called {@code name}; empty when absent or of another type. */
    default Optional<String> string(String name) {
      return properties().get(name) instanceof AmfString(String value)
          ? Optional.of(value)
          : Optional.empty();
    }

    /** The number called {@code name}; empty when absent or of another type. */
    default OptionalDouble number(String name) {
      return properties().get(name) instanceof AmfNumber(double value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    }

    /** The boolean called {@code name}; empty when absent or of another type. */
    default Optional<Boolean> bool(String name) {
      return properties().get(name) instanceof AmfBoolean(boolean value)
          ? Optional.of(value)
          : Optional.empty();
    }

    /** The object or ECMA array called {@code name}; empty when absent or of another type. */
    default Optional<AmfProperties> nested(String name) {
      return properties().get(name) instanceof AmfProperties value
          ? Optional.of(value)
          : Optional.empty();
    }

    /**
     * The elements of the strict array called {@code name}; empty when absent or of another type.
     */
    default List<AmfValue> elements(String name) {
      return properties().get(name) instanceof AmfStrictArray(List<AmfValue> elements)
          ? elements
          : List.of();
    }
  }

  /** An object; one with a class name is read as if it had none. AMF0 2.5, 2.18. */
  record AmfObject(Map<String, AmfValue> properties) implements AmfProperties {

    /** Takes a copy. */
    public AmfObject {
      properties = ordered(properties);
    }

    /** An empty builder. */
    public static PropertiesBuilder builder() {
      return new PropertiesBuilder();
    }
  }

  /** An array whose elements have names: how most encoders wrap {@code onMetaData}. AMF0 2.10. */
  record AmfEcmaArray(Map<String, AmfValue> properties) implements AmfProperties {

    /** Takes a copy. */
    public AmfEcmaArray {
      properties = ordered(properties);
    }
  }

  /** Collects properties one by one. */
  final class PropertiesBuilder {

    private final Map<String, AmfValue> properties = new LinkedHashMap<>();

    private PropertiesBuilder() {}

    /** Adds or replaces a property. */
    public PropertiesBuilder put(String name, AmfValue value) {
      properties.put(name, value);
      return this;
    }

    /** Adds or replaces a text. */
    public PropertiesBuilder put(String name, String value) {
      return put(name, new AmfString(value));
    }

    /** Adds or replaces a number. */
    public PropertiesBuilder put(String name, double value) {
      return put(name, new AmfNumber(value));
    }

    /** Adds or replaces a boolean. */
    public PropertiesBuilder put(String name, boolean value) {
      return put(name, new AmfBoolean(value));
    }

    /** What was collected, as an object. */
    public AmfObject toObject() {
      return new AmfObject(properties);
    }

    /** What was collected, as an ECMA array. */
    public AmfEcmaArray toEcmaArray() {
      return new AmfEcmaArray(properties);
    }
  }

  private static Map<String, AmfValue> ordered(Map<String, AmfValue> properties) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
