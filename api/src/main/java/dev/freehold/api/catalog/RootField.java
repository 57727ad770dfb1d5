package dev.freehold.api.catalog;

import java.util.EnumMap;
import java.util.Map;

/** What a field of Query, Mutation or Subscription does, and with which table. */
public record RootField(Table table, Operation operation) {
  /** What a caller can ask of a table. */
  public enum Operation {
    ONE(Root.QUERY),
    LIST(Root.QUERY),
    CREATE(Root.MUTATION),
    CREATE_MANY(Root.MUTATION),
    UPDATE(Root.MUTATION),
    UPDATE_BY_FILTER(Root.MUTATION),
    UPSERT(Root.MUTATION),
    DELETE(Root.MUTATION),
    DELETE_BY_FILTER(Root.MUTATION),
    RESTORE(Root.MUTATION),
    SUBSCRIBE(Root.SUBSCRIPTION);

    private final Root root;

    Operation(Root root) {
      this.root = root;
    }

    public Root root() {
      return root;
    }
  }

  /** A root type of GraphQL. */
  public enum Root {
    QUERY,
    MUTATION,
    SUBSCRIPTION
  }

  /**
   * Every field that a table may have at the roots: reading ones only for what cannot be written.
   */
  static Map<Operation, String> names(TableNames names, boolean writable, boolean softDelete) {
    Map<Operation, String> fields = new EnumMap<>(Operation.class);
    fields.put(Operation.ONE, names.one());
    fields.put(Operation.LIST, names.list());
    if (writable) {
      fields.put(Operation.CREATE, names.create());
      fields.put(Operation.CREATE_MANY, names.createMany());
      fields.put(Operation.UPDATE, names.update());
      fields.put(Operation.UPDATE_BY_FILTER, names.updateByFilter());
      fields.put(Operation.UPSERT, names.upsert());
      fields.put(Operation.DELETE, names.delete());
      fields.put(Operation.DELETE_BY_FILTER, names.deleteByFilter());
      fields.put(Operation.SUBSCRIBE, names.plural());
    }
    if (softDelete) {
      fields.put(Operation.RESTORE, names.restore());
    }
    return fields;
  }
}
