package dev.freehold.api.leak;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A caller who tries to learn what he may not.
 *
 * @param token null for a guest
 * @param roles all that he has
 */
record Visitor(String name, String token, Set<String> roles) {
  /** His permissions for the table. */
  List<Right> rights(Table table, String action) {
    return Bookshop.RIGHTS.stream()
        .filter(right -> roles.contains(right.role()))
        .filter(right -> right.table().equals(table.id().name()) && right.action().equals(action))
        .toList();
  }

  boolean reads(Table table) {
    return !rights(table, "read").isEmpty();
  }

  /** Whether he may name the column, in some row. */
  boolean names(Table table, Column column) {
    return rights(table, "read").stream().anyMatch(right -> right.covers(column.name()));
  }

  boolean follows(Table table, Relation relation) {
    return rights(table, "read").stream().anyMatch(right -> right.leads(relation.field()));
  }

  /** Which rows he sees, in SQL. */
  String rows(Table table) {
    return any(rights(table, "read"));
  }

  /** In which rows he sees the column, in SQL. */
  String cells(Table table, Column column) {
    return any(
        rights(table, "read").stream().filter(right -> right.covers(column.name())).toList());
  }

  private static String any(List<Right> rights) {
    return rights.stream()
        .map(right -> right.where() == null ? "true" : right.where())
        .collect(Collectors.joining(" or ", "(false or ", ")"))
        .replace("or )", "or false)");
  }

  @Override
  public String toString() {
    return name;
  }
}
