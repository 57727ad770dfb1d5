package dev.freehold.api.permission;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Callers as they would come in, for administrators who ask about them. */
@Singleton
public class Subjects {
  private final SubjectRepository rows;

  Subjects(SubjectRepository rows) {
    this.rows = rows;
  }

  /**
   * Somebody other than who asks.
   *
   * @param active false when he may not come in at all
   */
  public record Subject(Caller caller, boolean active) {}

  /**
   * The user with all his roles, through no profile in particular.
   *
   * @throws FreeholdException NOT_AUTHORIZED unless an administrator asks; ENTITY_NOT_FOUND
   */
  public Subject user(Caller administrator, UUID id) {
    Access.requireAdministrator(administrator);
    SubjectRow row = rows.findUser(id).orElseThrow(() -> absent("user"));
    return new Subject(
        new Caller.User(row.id(), row.id(), "", "", row.name(), Set.copyOf(row.roles())),
        row.active());
  }

  /** The API token, likewise. */
  public Subject apiToken(Caller administrator, UUID id) {
    Access.requireAdministrator(administrator);
    SubjectRow row = rows.findApiToken(id).orElseThrow(() -> absent("apiToken"));
    return new Subject(
        new Caller.ApiToken(row.id(), row.name(), Set.copyOf(row.roles())), row.active());
  }

  /** Whoever comes without a bearer. */
  public Subject guest(Caller administrator) {
    Access.requireAdministrator(administrator);
    return new Subject(new Caller.Guest(), true);
  }

  private static FreeholdException absent(String what) {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, what, "There is none of that id");
  }
}
