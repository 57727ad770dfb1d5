package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.TableSettings.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the relations behind foreign keys, and what each could be called. */
final class RelationAssembly {
  private final List<ForeignKey> keys;
  private final Problems problems;

  RelationAssembly(List<ForeignKey> keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  /** In both directions, and through join tables. */
  List<RelationDraft> relations() {
    Map<TableId, List<ForeignKey>> byTable =
        keys.stream().collect(Collectors.groupingBy(key -> key.table().id()));
    List<RelationDraft> relations = new ArrayList<>();
    for (ForeignKey key : keys) {
      relations.add(forward(key));
      relations.add(backward(key));
      if (!key.indexed()) {
        unindexed(key);
      }
      byTable.get(key.table().id()).stream()
          .filter(other -> joins(key, other))
          .forEach(other -> relations.add(through(key, other)));
    }
    return relations;
  }

  private static RelationDraft forward(ForeignKey key) {
    String role = key.role();
    return new RelationDraft(
        key.table(),
        key.target(),
        false,
        key.links(),
        null,
        key.nullable(),
        true,
        key.row().name(),
        Side.REFERENCING,
        key.row().validated(),
        0,
        List.of(
            role,
            role + key.target().names().type(),
            role + "By" + Words.capital(key.constraintWord())));
  }

  private static RelationDraft backward(ForeignKey key) {
    TableNames names = key.table().names();
    String plain = key.unique() ? names.one() : names.plainPlural();
    List<String> candidates = new ArrayList<>();
    if (!key.toItself()) {
      candidates.add(plain);
    }
    candidates.add(plain + "By" + Words.capital(key.role()));
    candidates.add(plain + "By" + Words.capital(key.constraintWord()));
    boolean natural = key.role().equals(key.target().names().one());
    return new RelationDraft(
        key.target(),
        key.table(),
        !key.unique(),
        key.reversed(),
        null,
        key.unique(),
        key.indexed(),
        key.row().name(),
        Side.REFERENCED,
        false,
        natural ? 1 : 2,
        candidates);
  }

  /** From the target of the one key to that of the other. */
  private static RelationDraft through(ForeignKey own, ForeignKey other) {
    String plain = other.roles();
    return new RelationDraft(
        own.target(),
        other.target(),
        true,
        List.of(),
        new Through(own.table().id(), own.reversed(), other.links()),
        false,
        own.indexed(),
        other.row().name(),
        Side.THROUGH,
        false,
        3,
        List.of(
            plain,
            plain + "By" + own.table().names().plural(),
            plain + "By" + Words.capital(other.constraintWord())));
  }

  /** The two keys of a table are its primary key, and a row needs nothing else. */
  private static boolean joins(ForeignKey one, ForeignKey other) {
    TableDraft table = one.table();
    if (one.equals(other)
        || !table.id().equals(other.table().id())
        || table.primaryKey().isEmpty()) {
      return false;
    }
    Set<Integer> both = new HashSet<>(one.row().columns());
    both.addAll(other.row().columns());
    return both.size() == one.row().columns().size() + other.row().columns().size()
        && both.equals(new HashSet<>(table.primaryKey().get().columns()))
        && table.columns().entrySet().stream()
            .allMatch(column -> both.contains(column.getKey()) || !column.getValue().required());
  }

  private void unindexed(ForeignKey key) {
    TableId table = key.table().id();
    List<String> columns = key.links().stream().map(link -> link.own().name()).toList();
    problems.add(
        Code.UNINDEXED_RELATION,
        table + "." + String.join(", ", columns),
        "From %s, its rows are found only by reading the whole table".formatted(key.target().id()),
        "create index on %s.%s (%s)"
            .formatted(
                ColumnTypes.quoted(table.schema()),
                ColumnTypes.quoted(table.name()),
                String.join(", ", columns.stream().map(ColumnTypes::quoted).toList())));
  }
}
