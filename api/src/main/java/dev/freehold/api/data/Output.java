package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import java.util.List;

/** What stands under one key of a row's object. */
sealed interface Output {
  /** The key of the answer. */
  String key();

  /** The row's cell. */
  record Cell(String key, Column column) implements Output {}

  /** The name of the row's type. */
  record TypeName(String key, String type) implements Output {}

  /** The row at the other end, or null. */
  record One(String key, Relation relation, RowPlan row) implements Output {}

  /** Rows at the other end. */
  record Many(String key, Relation relation, ListPlan list) implements Output {}

  /** What a row of Users has beside its columns. */
  record OfUser(String key, UserPart part, List<Selection> children) implements Output {
    public OfUser {
      children = List.copyOf(children);
    }
  }
}
