package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.profile.builtin.ConnectionMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares what Keycloak has with what it is to have; both as their representations' JSON. */
final class Differences {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String HIDDEN = "(another secret)";

  /** Keycloak answers asterisks for these. */
  private static final Set<String> SECRETS = Set.of("clientSecret", "password", "secret");

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  static JsonNode tree(Object representation) {
    return JSON.valueToTree(representation);
  }

  static List<Difference> between(String name, JsonNode before, JsonNode after) {
    Differences differences = new Differences();
    differences.compare(name, before, after);
    return List.copyOf(differences.found);
  }

  private void compare(String name, JsonNode before, JsonNode after) {
    if (before.isObject() && after.isObject()) {
      Set<String> keys = new TreeSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      after.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        if (!SECRETS.contains(key)) {
          compare(name + '.' + key, before.path(key), after.path(key));
        }
      }
    } else if (!same(before, after)) {
      boolean secret = name.endsWith(ConnectionMapping.MARK);
      found.add(
          secret
              ? new Difference(name.substring(0, name.length() - ".version".length()), HIDDEN, null)
              : new Difference(name, text(after), text(before)));
    }
  }

  private static boolean same(JsonNode before, JsonNode after) {
    if (before.isArray() && after.isArray()) {
      return elements(before).equals(elements(after));
    }
    return text(before) == null ? text(after) == null : text(before).equals(text(after));
  }

  /** Keycloak keeps sets, and gives them back in any order. */
  private static Set<String> elements(JsonNode array) {
    Set<String> elements = new TreeSet<>();
    array.forEach(element -> elements.add(element.toString()));
    return elements;
  }

  /** Nothing, null, false, an empty text and an empty list are the same to Keycloak. */
  private static String text(JsonNode node) {
    if (node.isBoolean() && !node.booleanValue()) {
      return null;
    }
    if (node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty())) {
      return null;
    }
    String text = node.isTextual() ? node.textValue() : node.toString();
    return text.isEmpty() ? null : text;
  }
}
