package dev.freehold.api.audit;

import dev.freehold.api.access.Access;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Map;

/** The audit log as a field; for administrators. */
@Singleton
class AuditFetchers implements FieldSource {
  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  private final AuditQueries entries;

  AuditFetchers(AuditQueries entries) {
    this.entries = entries;
  }

  @Override
  public String schema() {
    return "schema/audit.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("AuditLogPage", AuditView.Page.class);
    fields.type("AuditLogEntry", AuditView.class);
    fields.query("auditLog", this::page);
  }

  private AuditView.Page page(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments arguments = call.arguments();
    int first = arguments.integer("first").orElse(USUAL_PAGE);
    if (first < 1 || first > LARGEST_PAGE) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "first", "must be between 1 and " + LARGEST_PAGE);
    }
    Arguments filter = arguments.object("filter").orElse(new Arguments(Map.of()));
    return entries.page(filter, first, arguments.string("after"));
  }
}
