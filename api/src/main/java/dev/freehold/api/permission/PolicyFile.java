package dev.freehold.api.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases of who can do what, as a text in YAML has them.
 *
 * @param given rows that are made before, and are gone afterwards
 */
public record PolicyFile(List<GivenRow> given, List<PolicyCase> cases) {
  private static final Set<String> PARTS = Set.of("version", "given", "cases");
  private static final Set<String> OF_CASE =
      Set.of("name", "caller", "can", "cannot", "table", "id", "key", "where", "data", "fields");
  private static final Set<String> OF_CALLER = Set.of("user", "roles", "apiToken", "claims");

  /** A row, by fields of GraphQL. */
  public record GivenRow(String table, Map<String, Object> data, int line) {}

  /**
   * Reads a text.
   *
   * @throws dev.freehold.api.platform.FreeholdException VALIDATION with path and line of the fault
   */
  public static PolicyFile parse(String text) {
    YamlValue whole = YamlValue.parse(text);
    Map<String, YamlValue> parts = known(whole, PARTS);
    if (require(whole, parts, "version").number() != 1) {
      throw parts.get("version").fault("must be 1");
    }
    List<GivenRow> given = new ArrayList<>();
    if (parts.containsKey("given")) {
      for (YamlValue row : parts.get("given").items()) {
        Map<String, YamlValue> entries = known(row, Set.of("table", "data"));
        given.add(
            new GivenRow(
                require(row, entries, "table").text(),
                object(require(row, entries, "data")),
                row.line()));
      }
    }
    List<PolicyCase> cases =
        require(whole, parts, "cases").items().stream().map(PolicyFile::policyCase).toList();
    return new PolicyFile(given, cases);
  }

  private static PolicyCase policyCase(YamlValue value) {
    Map<String, YamlValue> parts = known(value, OF_CASE);
    if (parts.containsKey("can") == parts.containsKey("cannot")) {
      throw value.fault("must say either can or cannot");
    }
    boolean allowed = parts.containsKey("can");
    if (Stream.of("id", "key", "where").filter(parts::containsKey).count() > 1) {
      throw value.fault("may have one of id, key and where");
    }
    return new PolicyCase(
        require(value, parts, "name").text(),
        value.line(),
        caller(require(value, parts, "caller")),
        action(parts.get(allowed ? "can" : "cannot")),
        require(value, parts, "table").text(),
        parts.containsKey("id") ? parts.get("id").text() : null,
        parts.containsKey("key") ? object(parts.get("key")) : Map.of(),
        parts.containsKey("where") ? object(parts.get("where")) : null,
        parts.containsKey("data") ? object(parts.get("data")) : null,
        allowed,
        parts.containsKey("fields") ? texts(parts.get("fields")) : null);
  }

  private static PolicyCaller caller(YamlValue value) {
    if (value.json() instanceof String word) {
      if (word.equals("guest")) {
        return PolicyCaller.GUEST;
      }
      throw value.fault("must be guest, or say user, roles or apiToken");
    }
    Map<String, YamlValue> parts = known(value, OF_CALLER);
    boolean apiToken = parts.containsKey("apiToken") && parts.get("apiToken").flag();
    String user = parts.containsKey("user") ? parts.get("user").text() : null;
    List<String> roles = parts.containsKey("roles") ? texts(parts.get("roles")) : null;
    if (user == null && roles == null) {
      throw value.fault("must say user or roles");
    }
    if (apiToken && (user != null || parts.containsKey("claims"))) {
      throw value.fault("is an API token, which has neither user nor claims");
    }
    return new PolicyCaller(
        user,
        roles,
        apiToken,
        parts.containsKey("claims") ? object(parts.get("claims")) : Map.of());
  }

  private static Action action(YamlValue value) {
    String text = value.text();
    return Stream.of(Action.values())
        .filter(action -> action.text().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> value.fault("must be read, create, update or delete"));
  }

  private static Map<String, YamlValue> known(YamlValue value, Set<String> names) {
    Map<String, YamlValue> parts = value.entries();
    parts.forEach((name, part) -> {
      if (!names.contains(name)) {
        throw part.fault(
            "is unknown; there is " + names.stream().sorted().collect(Collectors.joining(", ")));
      }
    });
    return parts;
  }

  private static YamlValue require(YamlValue value, Map<String, YamlValue> parts, String name) {
    if (!parts.containsKey(name)) {
      throw value.fault("must have " + name);
    }
    return parts.get(name);
  }

  private static List<String> texts(YamlValue value) {
    return value.items().stream().map(YamlValue::text).toList();
  }

  private static Map<String, Object> object(YamlValue value) {
    // Of a mapping only.
    var _ = value.entries();
    @SuppressWarnings("unchecked")
    Map<String, Object> object = (Map<String, Object>) value.json();
    return object;
  }
}
