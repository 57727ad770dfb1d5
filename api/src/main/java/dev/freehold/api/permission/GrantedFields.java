package dev.freehold.api.permission;

import java.util.Set;

/** Which fields of a table a permission covers. */
public sealed interface GrantedFields {
  GrantedFields ALL = new All();

  /** Whether it covers the column, by its name in the database. */
  boolean column(String name);

  /** Whether it covers the relation, by its field of GraphQL. */
  boolean relation(String field);

  /** All columns and relations, those added later too. */
  record All() implements GrantedFields {
    @Override
    public boolean column(String name) {
      return true;
    }

    @Override
    public boolean relation(String field) {
      return true;
    }
  }

  /**
   * Those named and no others. Columns are named as in the database, so that another name in
   * GraphQL does not widen what is granted.
   */
  record Only(Set<String> columns, Set<String> relations) implements GrantedFields {
    public Only {
      columns = Set.copyOf(columns);
      relations = Set.copyOf(relations);
    }

    @Override
    public boolean column(String name) {
      return columns.contains(name);
    }

    @Override
    public boolean relation(String field) {
      return relations.contains(field);
    }
  }
}
