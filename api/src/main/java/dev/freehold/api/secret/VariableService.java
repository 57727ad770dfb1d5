package dev.freehold.api.secret;

import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Changes of environment variables. A value goes in and never comes out again. */
@Singleton
class VariableService {
  private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]{0,99}");
  private static final int LONGEST = 10_000;

  private final VariableRepository variables;
  private final SecretBox box;
  private final List<VariableUses> uses;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  VariableService(
      VariableRepository variables,
      SecretBox box,
      List<VariableUses> uses,
      AuditLog audit,
      TransactionOperations<Connection> transactions) {
    this.variables = variables;
    this.box = box;
    this.uses = uses;
    this.audit = audit;
    this.transactions = transactions;
  }

  Variable create(Caller caller, String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION,
          "name",
          "must be of A to Z, 0 to 9 and _, at most 100, no digit first");
    }
    UUID id = Ids.next();
    String sealed = seal(id, value);
    return transactions.executeWrite(status -> {
      if (variables.insert(id, name, sealed) == 0) {
        throw FreeholdException.of(
            ErrorCode.ENTITY_EXISTS, "name", "There is such a variable already");
      }
      record(caller, "create", get(id));
      return get(id);
    });
  }

  Variable update(Caller caller, UUID id, String value) {
    String sealed = seal(id, value);
    Variable after =
        transactions.executeWrite(status -> {
          variables.update(id, sealed);
          record(caller, "update", get(id));
          return get(id);
        });
    uses.forEach(use -> use.changed(after.name()));
    return after;
  }

  void delete(Caller caller, UUID id) {
    transactions.executeWrite(status -> {
      // Locked first: whoever starts to use it meanwhile waits, and finds it gone.
      Variable variable = variables.lock(id).orElseThrow(VariableService::absent);
      List<String> users = usersOf(variable.name());
      if (!users.isEmpty()) {
        throw new FreeholdException(
            ErrorCode.ILLEGAL_OPERATION,
            "The variable is in use",
            Map.of("reason", "variable_in_use", "usedBy", users));
      }
      record(caller, "delete", variable);
      return variables.delete(id);
    });
  }

  List<String> usersOf(String name) {
    return uses.stream().flatMap(use -> use.of(name).stream()).toList();
  }

  private void record(Caller caller, String what, Variable variable) {
    audit.record(
        caller,
        "variable." + what,
        "environment variable " + variable.id(),
        Map.of("name", variable.name()));
  }

  private Variable get(UUID id) {
    return variables.findById(id).orElseThrow(VariableService::absent);
  }

  private String seal(UUID id, String value) {
    if (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "value", "must have 1 to 10000 characters");
    }
    return box.seal(value, Variable.context(id));
  }

  private static FreeholdException absent() {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "id", "There is no such variable");
  }
}
