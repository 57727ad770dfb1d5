package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.RootField.Root;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives tables and enums their names. Users has his first, then tables that an administrator named,
 * then the others in the order given, so that the same database has the same names everywhere.
 */
final class TableNaming {
  private static final String REMEDY = "Give it another name with tableSettingsUpdate";

  private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

  private final Problems problems;
  private final Set<String> types = new HashSet<>();
  private final Map<Root, Set<String>> rootFields = new EnumMap<>(Root.class);

  TableNaming(ReservedNames reserved, Problems problems) {
    this.problems = problems;
    types.addAll(reserved.types());
    types.addAll(ROOTS);
    for (Scalar scalar : Scalar.values()) {
      if (scalar.graphQlName() != null) {
        types.addAll(EnumType.types(scalar.graphQlName()));
      }
    }
    for (Root root : Root.values()) {
      rootFields.put(root, new HashSet<>(reserved.rootFields().getOrDefault(root, Set.of())));
    }
  }

  /** The names of those that can have one. */
  Map<TableId, TableNames> tables(List<TableId> tables, Map<TableId, TableSettings> settings) {
    Map<TableId, TableNames> names = new TreeMap<>();
    if (tables.contains(TableId.USERS)) {
      names.put(TableId.USERS, take(TableNames.of("user", "users")));
    }
    for (TableId table : tables) {
      TableSettings chosen = settings.get(table);
      if (chosen != null && !names.containsKey(table)) {
        chosen(table, chosen).ifPresent(name -> names.put(table, name));
      }
    }
    for (TableId table : tables) {
      if (!names.containsKey(table)) {
        automatic(table).ifPresent(name -> names.put(table, name));
      }
    }
    return names;
  }

  private Optional<TableNames> chosen(TableId table, TableSettings settings) {
    if (settings.one() == null && settings.plural() == null) {
      return Optional.empty();
    }
    Optional<Words> words = Words.of(table.name());
    String one = settings.one();
    if (one == null) {
      one = words.map(name -> name.singular().camel()).orElse(settings.plural() + "One");
    }
    String plural = settings.plural();
    if (plural == null) {
      plural = Words.of(one).map(name -> name.plural().camel()).orElse(one + "s");
    }
    if (!Words.isGraphQlName(one) || !Words.isGraphQlName(plural)) {
      problems.add(
          Code.INVALID_SETTING,
          table,
          "\"" + one + "\" and \"" + plural + "\" are no names",
          REMEDY);
      return Optional.empty();
    }
    TableNames names = TableNames.of(one, plural);
    if (!free(names)) {
      problems.add(
          Code.INVALID_SETTING,
          table,
          "The names %s and %s are taken".formatted(names.one(), names.plainPlural()),
          REMEDY);
      return Optional.empty();
    }
    return Optional.of(take(names));
  }

  private Optional<TableNames> automatic(TableId table) {
    Optional<Words> words = Words.of(table.name());
    if (words.isEmpty()) {
      problems.add(
          Code.INVALID_NAME, table, "The name suggests none to GraphQL: it is left out", REMEDY);
      return Optional.empty();
    }
    List<TableNames> candidates = candidates(table, words.get());
    Optional<TableNames> free = candidates.stream().filter(this::free).findFirst();
    TableNames wanted = candidates.getFirst();
    if (free.isEmpty()) {
      problems.add(
          Code.NAME_CLASH,
          table,
          "%s is taken, and so is what else it could be called: it is left out"
              .formatted(wanted.type()),
          REMEDY);
    } else if (!free.get().equals(wanted)) {
      problems.add(
          Code.NAME_CLASH,
          table,
          "%s is taken: it is called %s".formatted(wanted.type(), free.get().type()),
          REMEDY);
    }
    return free.map(this::take);
  }

  private static List<TableNames> candidates(TableId table, Words words) {
    List<TableNames> candidates = new ArrayList<>();
    candidates.add(TableNames.of(words.singular().camel(), words.plural().camel()));
    Words.of(table.schema())
        .map(schema -> schema.followedBy(words))
        .ifPresent(
            name -> candidates.add(TableNames.of(name.singular().camel(), name.plural().camel())));
    candidates.add(TableNames.of(words.camel() + "Table", words.camel() + "Tables"));
    return candidates;
  }

  private boolean free(TableNames names) {
    return names.types().stream().noneMatch(types::contains)
        && fields(names).entrySet().stream()
            .noneMatch(field -> rootFields.get(field.getValue()).contains(field.getKey()));
  }

  private TableNames take(TableNames names) {
    types.addAll(names.types());
    fields(names).forEach((field, root) -> rootFields.get(root).add(field));
    return names;
  }

  /** All that the table might ever have: a view that becomes a table keeps its names. */
  private static Map<String, Root> fields(TableNames names) {
    Map<String, Root> fields = new LinkedHashMap<>();
    RootField.names(names, true, true)
        .forEach((operation, field) -> fields.put(field, operation.root()));
    return fields;
  }

  /** The GraphQL type of an enum. */
  Optional<String> enumType(String schema, String name) {
    String subject = schema + '.' + name;
    Optional<Words> words = Words.of(name);
    if (words.isEmpty()) {
      problems.add(
          Code.INVALID_NAME,
          subject,
          "The name suggests none to GraphQL: its columns are left out",
          "Rename the type");
      return Optional.empty();
    }
    String wanted = Words.capital(words.get().camel());
    List<String> candidates = new ArrayList<>(List.of(wanted, wanted + "Enum"));
    Words.of(schema)
        .map(one -> Words.capital(one.followedBy(words.get()).camel()) + "Enum")
        .ifPresent(candidates::add);
    Optional<String> free =
        candidates.stream()
            .filter(one -> EnumType.types(one).stream().noneMatch(types::contains))
            .findFirst();
    if (!free.equals(Optional.of(wanted))) {
      problems.add(
          Code.NAME_CLASH,
          subject,
          free.map(other -> "%s is taken: it is called %s".formatted(wanted, other))
              .orElse(wanted + " is taken: its columns are left out"),
          "Rename the type");
    }
    free.map(EnumType::types).ifPresent(types::addAll);
    return free;
  }
}
