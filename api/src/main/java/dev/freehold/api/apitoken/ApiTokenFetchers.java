package dev.freehold.api.apitoken;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The fields about API tokens; all of them are for administrators. */
@Singleton
class ApiTokenFetchers implements FieldSource {
  private final ApiTokenRepository tokens;
  private final ApiTokenService service;
  private final RoleRepository roles;
  private final Clock clock;

  ApiTokenFetchers(
      ApiTokenRepository tokens, ApiTokenService service, RoleRepository roles, Clock clock) {
    this.tokens = tokens;
    this.service = service;
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public String schema() {
    return "schema/apitoken.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("ApiToken", View.class);
    fields.type("ApiTokenRoleList", RoleList.class);
    fields.type("ApiTokenListResponse", Page.class);
    fields.type("ApiTokenCreateResponse", Made.class);
    fields.type("ApiTokenDeleteResponse", Deleted.class);
    fields.query("apiTokensList", this::list);
    fields.mutation("apiTokenCreate", this::create);
    fields.mutation("apiTokenRevoke", this::revoke);
    fields.mutation("apiTokenDelete", this::delete);
  }

  private Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    List<View> all = tokens.list().stream().map(this::view).toList();
    return new Page(all.size(), all);
  }

  private Made create(FieldCall call) {
    Arguments data = call.arguments().object("data").orElseThrow();
    ApiTokenService.Made made =
        service.create(
            call.caller(),
            data.string("name").orElseThrow(),
            data.ids("roles"),
            // As fine as the database keeps it; rounded later it could end after its maker.
            data.instant("expiresAt").map(at -> at.truncatedTo(ChronoUnit.MICROS)).orElse(null));
    return new Made(made.text().text(), view(made.token()));
  }

  private View revoke(FieldCall call) {
    UUID id = call.arguments().object("data").orElseThrow().id("id").orElseThrow();
    service.revoke(call.caller(), id);
    return view(service.get(id));
  }

  private Deleted delete(FieldCall call) {
    UUID id = call.arguments().object("data").orElseThrow().id("id").orElseThrow();
    service.delete(call.caller(), id);
    return new Deleted(true);
  }

  private View view(ApiToken token) {
    List<Role> held =
        roles.findByIds(
            tokens.roleIds(token.id()).stream().map(UUID::toString).toArray(String[]::new));
    return new View(
        token.id(),
        token.name(),
        new RoleList(held.size(), held),
        status(token),
        token.expiresAt(),
        token.revokedAt(),
        token.lastUsedAt(),
        token.createdBy(),
        token.createdAt());
  }

  private String status(ApiToken token) {
    if (token.revokedAt() != null) {
      return "REVOKED";
    }
    boolean over = token.expiresAt() != null && !clock.instant().isBefore(token.expiresAt());
    return over ? "EXPIRED" : "ACTIVE";
  }

  private record View(
      UUID id,
      String name,
      RoleList roles,
      String status,
      Instant expiresAt,
      Instant revokedAt,
      Instant lastUsedAt,
      String createdBy,
      Instant createdAt) {}

  private record RoleList(int count, List<Role> items) {}

  private record Page(int count, List<View> items) {}

  private record Deleted(boolean success) {}

  private record Made(String token, View apiToken) {
    @Override
    public String toString() {
      return "Made[" + apiToken.id() + ']';
    }
  }
}
