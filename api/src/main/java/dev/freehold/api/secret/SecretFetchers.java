package dev.freehold.api.secret;

import dev.freehold.api.access.Access;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields about environment variables and keys; all of them are for administrators. */
@Singleton
class SecretFetchers implements FieldSource {
  private final VariableRepository variables;
  private final VariableService service;
  private final Resealing resealing;
  private final AuditLog audit;

  SecretFetchers(
      VariableRepository variables, VariableService service, Resealing resealing, AuditLog audit) {
    this.variables = variables;
    this.service = service;
    this.resealing = resealing;
    this.audit = audit;
  }

  @Override
  public String schema() {
    return "schema/secret.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("EnvironmentVariable", View.class);
    fields.type("EnvironmentVariableListResponse", Page.class);
    fields.type("EnvironmentVariableDeleteResponse", Deleted.class);
    fields.type("SecretsResealResponse", Resealing.Result.class);
    fields.query("environmentVariablesList", this::list);
    fields.mutation("environmentVariableCreate", this::create);
    fields.mutation("environmentVariableUpdate", this::update);
    fields.mutation("environmentVariableDelete", this::delete);
    fields.mutation("secretsReseal", this::reseal);
  }

  private Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    List<View> all = variables.list().stream().map(this::view).toList();
    return new Page(all.size(), all);
  }

  private View create(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    return view(
        service.create(
            call.caller(), data.string("name").orElseThrow(), data.string("value").orElseThrow()));
  }

  private View update(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    return view(
        service.update(
            call.caller(), data.id("id").orElseThrow(), data.string("value").orElseThrow()));
  }

  private Deleted delete(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    service.delete(call.caller(), data.id("id").orElseThrow());
    return new Deleted(true);
  }

  private Resealing.Result reseal(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Resealing.Result result = resealing.run();
    audit.record(
        call.caller(),
        "secrets.reseal",
        "secrets",
        Map.of("resealed", result.resealed(), "unreadable", result.unreadable()));
    return result;
  }

  private View view(Variable row) {
    return new View(
        row.id(), row.name(), service.usersOf(row.name()), row.createdAt(), row.updatedAt());
  }

  /** Without the value: it is never shown. */
  private record View(
      UUID id, String name, List<String> usedBy, Instant createdAt, Instant updatedAt) {}

  private record Page(int count, List<View> items) {}

  private record Deleted(boolean success) {}
}
