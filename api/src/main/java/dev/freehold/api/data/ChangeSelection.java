package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * What a subscription wants to know, and of which changes.
 *
 * @param filter which rows
 * @param kinds {@code create}, {@code update}, {@code delete}; empty: all of them
 * @param every fields that must all have changed
 * @param some fields of which one must have changed; empty: whichever
 */
record ChangeSelection(
    Table table,
    List<Part> parts,
    Filter filter,
    List<String> kinds,
    List<String> every,
    List<String> some) {
  private static final String UPDATED_FIELDS = "updatedFields";

  /** What stands under one key. */
  sealed interface Part {
    String key();

    record Mutation(String key) implements Part {}

    record TypeName(String key) implements Part {}

    record UpdatedFields(String key) implements Part {}

    /** The row as it is now. */
    record Node(String key, RowPlan row) implements Part {}

    /** The row as it was. */
    record Previous(String key, RowPlan row) implements Part {}
  }

  ChangeSelection {
    parts = List.copyOf(parts);
  }

  /**
   * Plans it for somebody with that access.
   *
   * @throws FreeholdException when something is selected or asked for that he may not see
   */
  static ChangeSelection of(Table table, Selection selection, Accesses accesses) {
    ReadPlanner planner = new ReadPlanner(accesses);
    Map<?, ?> filter = map(selection.arguments().get("filter"));
    Map<?, ?> updated = map(filter.get(UPDATED_FIELDS));
    return new ChangeSelection(
        table,
        selection.children().stream().map(child -> part(table, child, planner)).toList(),
        planner.filter(table, filter.get("node")),
        names(filter.get("mutation_in")),
        fields(table, accesses, updated.get("every")),
        fields(table, accesses, updated.get("some")));
  }

  private static Part part(Table table, Selection child, ReadPlanner planner) {
    String key = child.key();
    return switch (child.field()) {
      case "mutation" -> new Part.Mutation(key);
      case UPDATED_FIELDS -> new Part.UpdatedFields(key);
      case "node" -> new Part.Node(key, planner.row(table, child.children()));
      case "previousValues" -> new Part.Previous(key, planner.row(table, child.children()));
      default -> new Part.TypeName(key);
    };
  }

  private static List<String> fields(Table table, Accesses accesses, @Nullable Object given) {
    List<String> names = names(given);
    for (String name : names) {
      if (table.field(name).isEmpty() || !accesses.sees(table, name)) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION,
            "filter." + UPDATED_FIELDS,
            table.names().type() + " has no column of that name");
      }
    }
    return names;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<?, ?>) value;
  }

  private static List<String> names(@Nullable Object list) {
    return list == null ? List.of() : ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
