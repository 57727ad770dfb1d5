package dev.freehold.api.data;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Permissions;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.Subjects;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The fields that tell what somebody may do: everybody of himself, administrators of anybody. */
@Singleton
class AccessFetchers implements FieldSource {
  private final CatalogHolder catalogs;
  private final Permissions permissions;
  private final TableReads reads;
  private final WriteGrants writes;
  private final DataReader reader;
  private final Subjects subjects;

  AccessFetchers(
      CatalogHolder catalogs,
      Permissions permissions,
      TableReads reads,
      WriteGrants writes,
      DataReader reader,
      Subjects subjects) {
    this.catalogs = catalogs;
    this.permissions = permissions;
    this.reads = reads;
    this.writes = writes;
    this.reader = reader;
    this.subjects = subjects;
  }

  @Override
  public String schema() {
    return "schema/explanation.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("AccessAnswer", AccessAnswer.class);
    fields.type("AccessExplanation", AccessExplanation.class);
    fields.type("AccessStep", AccessExplanation.Step.class);
    fields.type("AccessRole", AccessExplanation.Role.class);
    fields.type("AccessClause", AccessExplanation.Clause.class);
    fields.type("AccessField", AccessExplanation.Field.class);
    fields.query("can", this::can);
    fields.query("explainAccess", this::explain);
  }

  private AccessAnswer can(FieldCall call) {
    Catalog catalog = catalogs.current();
    RoleSet roles = permissions.of(call.caller());
    // Whatever may be wrong with it is so before anybody looks whether there is such a table.
    Map<String, Object> key = object("key", call.arguments());
    Optional<Table> table =
        AccessQuestion.table(catalog, call.arguments().string("table").orElseThrow());
    if (table.isEmpty()) {
      return AccessAnswer.DENIED;
    }
    CallerValues values = CallerValues.of(call.caller(), roles);
    return new AccessCheck(
            reads.of(catalog, roles, values),
            writes.of(catalog, roles, values),
            roles.everything(),
            values,
            reader::read)
        .answer(question(call.arguments(), table.get(), key));
  }

  private AccessExplanation explain(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments arguments = call.arguments();
    Subjects.Subject subject = subject(call.caller(), arguments);
    Catalog catalog = catalogs.current();
    String name = arguments.string("table").orElseThrow();
    Table table =
        AccessQuestion.table(catalog, name)
            .orElseThrow(() ->
                FreeholdException.of(
                    ErrorCode.ENTITY_NOT_FOUND, "table", "There is no exposed table " + name));
    RoleSet roles = permissions.of(subject.caller());
    CallerValues values = CallerValues.supposing(subject.caller(), object("claims", arguments));
    return new AccessExplainer(
            reads.of(catalog, roles, values),
            writes.of(catalog, roles, values),
            roles,
            values,
            reader::read)
        .explain(
            subject.caller(),
            subject.active(),
            question(arguments, table, object("key", arguments)));
  }

  private Subjects.Subject subject(Caller administrator, Arguments arguments) {
    Optional<UUID> user = arguments.id("user");
    Optional<UUID> apiToken = arguments.id("apiToken");
    if (user.isPresent() && apiToken.isPresent()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "apiToken", "goes not together with user");
    }
    return user.map(id -> subjects.user(administrator, id))
        .or(() -> apiToken.map(id -> subjects.apiToken(administrator, id)))
        .orElseGet(() -> subjects.guest(administrator));
  }

  private static AccessQuestion question(
      Arguments arguments, Table table, Map<String, Object> key) {
    return AccessQuestion.of(
        table,
        Action.valueOf(arguments.string("operation").orElseThrow()),
        arguments.string("id").orElse(null),
        key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String name, Arguments arguments) {
    return switch (arguments.values().get(name)) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, Object>) map;
      default -> throw FreeholdException.of(ErrorCode.VALIDATION, name, "is not a JSON object");
    };
  }
}
