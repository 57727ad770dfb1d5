package dev.freehold.api.permission;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Callers as they would come in, for administrators who ask about them. */
@Singleton
public class Subjects {
  private final SubjectRepository rows;
  private final RoleRepository roles;

  Subjects(SubjectRepository rows, RoleRepository roles) {
    this.rows = rows;
    this.roles = roles;
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

  /**
   * The caller of a policy test, with roles that there are.
   *
   * @throws FreeholdException likewise; VALIDATION when a role or one user cannot be told
   */
  public Subject named(Caller administrator, PolicyCaller wanted) {
    Access.requireAdministrator(administrator);
    if (wanted.guest()) {
      return guest(administrator);
    }
    if (wanted.roles() != null) {
      wanted.roles().forEach(this::requireRole);
    }
    if (wanted.apiToken()) {
      UUID id = UUID.randomUUID();
      return new Subject(new Caller.ApiToken(id, "", Set.copyOf(wanted.roles())), true);
    }
    if (wanted.user() == null) {
      UUID id = UUID.randomUUID();
      return new Subject(new Caller.User(id, id, "", "", null, Set.copyOf(wanted.roles())), true);
    }
    List<SubjectRow> found = rows.findNamed(wanted.user());
    if (found.size() != 1) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION,
          "user",
          "There are " + found.size() + " users called " + wanted.user() + ": name one, or his id");
    }
    SubjectRow row = found.getFirst();
    List<String> names = wanted.roles() == null ? row.roles() : wanted.roles();
    return new Subject(
        new Caller.User(row.id(), row.id(), "", "", row.name(), Set.copyOf(names)), row.active());
  }

  private void requireRole(String name) {
    // A misspelt one would deny everything, and let every case pass that says so.
    if (roles.findByName(name).filter(role -> role.name().equals(name)).isEmpty()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "roles", "There is no role " + name);
    }
  }

  private static FreeholdException absent(String what) {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, what, "There is none of that id");
  }
}
