package dev.freehold.api.reconciliation;

import dev.freehold.api.access.Access;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields about keeping Users in step; for administrators. */
@Singleton
class ReconciliationFetchers implements FieldSource {
  private static final int USUAL_PAGE = 20;
  private static final int LARGEST_PAGE = 200;

  private final RunRepository rows;
  private final Runs runs;
  private final SyncStatusQueries status;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  ReconciliationFetchers(
      RunRepository rows,
      Runs runs,
      SyncStatusQueries status,
      AuditLog audit,
      TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.runs = runs;
    this.status = status;
    this.audit = audit;
    this.transactions = transactions;
  }

  @Override
  public String schema() {
    return "schema/reconciliation.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("ReconciliationRun", RunView.class);
    fields.type("ReconciliationFinding", Progress.Finding.class);
    fields.type("ReconciliationRunPage", RunView.Page.class);
    fields.type("SyncStatus", SyncStatusView.class);
    fields.type("ProfileSyncStatus", SyncStatusView.OfProfile.class);
    fields.query("reconciliationRuns", this::list);
    fields.query("syncStatus", this::status);
    fields.mutation("reconcileUsers", this::reconcile);
  }

  private RunView.Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments arguments = call.arguments();
    int first = arguments.integer("first").orElse(USUAL_PAGE);
    if (first < 1 || first > LARGEST_PAGE) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "first", "must be between 1 and " + LARGEST_PAGE);
    }
    List<Run> found =
        rows.page(
            arguments.id("profileId").map(UUID::toString).orElse(null),
            arguments.id("after").map(UUID::toString).orElse(null),
            first + 1);
    return RunView.page(found, first);
  }

  private SyncStatusView status(FieldCall call) {
    Access.requireAdministrator(call.caller());
    return status.read();
  }

  private RunView reconcile(FieldCall call) {
    Access.requireAdministrator(call.caller());
    UUID profileId = call.arguments().id("profileId").orElseThrow();
    boolean dryRun = call.arguments().flag("dryRun").orElse(false);
    boolean force = call.arguments().flag("force").orElse(false);
    if (rows.profile(profileId).isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.ENTITY_NOT_FOUND,
          "profileId",
          "There is no such profile with a realm that is its own");
    }
    UUID id =
        transactions.executeWrite(tx -> {
          UUID made =
              runs.request(profileId, Actor.of(call.caller()).name(), dryRun, force)
                  .orElseThrow(() -> busy(profileId));
          audit.record(
              call.caller(),
              "profile.reconcile",
              "profile " + profileId,
              Map.of("run", made, "dryRun", dryRun, "force", force));
          return made;
        });
    return rows.find(id).map(RunView::of).orElseThrow();
  }

  private FreeholdException busy(UUID profileId) {
    String run = rows.unfinishedOf(profileId).map(one -> one.id().toString()).orElse("");
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        "The profile is being reconciled already",
        Map.of(
            "reason", "reconciliation_running", "run", run, "remedy", "Wait until the run ends"));
  }
}
