package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.ForeignKeyRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A foreign key between two tables that are offered, with all its columns. */
record ForeignKey(ForeignKeyRow row, TableDraft table, TableDraft target, List<Link> links) {
  private static final Set<String> SUFFIXES = Set.of("id", "uuid", "key", "fk", "ref", "code");

  static Optional<ForeignKey> of(ForeignKeyRow row, TableDraft table, TableDraft target) {
    if (table == null || target == null) {
      return Optional.empty();
    }
    Optional<List<Column>> own = table.columns(row.columns());
    Optional<List<Column>> others = target.columns(row.targetColumns());
    if (own.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < own.get().size(); i++) {
      links.add(new Link(own.get().get(i), others.get().get(i)));
    }
    return Optional.of(new ForeignKey(row, table, target, List.copyOf(links)));
  }

  List<Link> reversed() {
    return links.stream().map(link -> new Link(link.target(), link.own())).toList();
  }

  boolean toItself() {
    return table.id().equals(target.id());
  }

  /** True when a row's counterpart may be missing. */
  boolean nullable() {
    return !row.validated() || links.stream().anyMatch(link -> link.own().nullable());
  }

  boolean unique() {
    return table.unique(row.columns());
  }

  boolean indexed() {
    return table.indexed(row.columns());
  }

  /**
   * What the other row is to this one: {@code author} for the column {@code author_id}; the
   * target's own name when the key has several columns, or a name that says nothing.
   */
  String role() {
    return words().map(Words::camel).orElseGet(() -> target.names().one());
  }

  /** Several of {@link #role}. */
  String roles() {
    return words()
        .map(words -> words.singular().plural().camel())
        .orElseGet(() -> target.names().plainPlural());
  }

  private Optional<Words> words() {
    return links.size() == 1
        ? Words.of(links.getFirst().own().name()).flatMap(ForeignKey::withoutSuffix)
        : Optional.empty();
  }

  private static Optional<Words> withoutSuffix(Words words) {
    if (!SUFFIXES.contains(words.last())) {
      return Optional.of(words);
    }
    return words.words().size() == 1 ? Optional.empty() : Optional.of(words.shortened());
  }

  /** The name of the constraint as a part of a field. */
  String constraintWord() {
    return Words.of(row.name()).map(Words::camel).orElse("key");
  }
}
