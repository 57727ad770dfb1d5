package dev.freehold.api.profile.builtin;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What a realm's tokens say of the platform's user, for services other than this API.
 *
 * @param namespace the claim that holds it
 * @param roles roles and what they are called outside, the most important first; when empty, all
 *     roles by their own names
 * @param defaultRole what everybody has besides, in the names of outside
 * @param since the version with which this was switched on: what the realm knows from before that
 *     does not count. 0 until it is saved
 */
public record ProfileClaims(
    Layout layout,
    String namespace,
    List<RoleName> roles,
    @Nullable String defaultRole,
    long since) {
  /** How it stands in the token. */
  public enum Layout {
    HASURA("https://hasura.io/jwt/claims"),
    POSTGREST("freehold"),
    PLAIN("freehold");

    private final String usualNamespace;

    Layout(String usualNamespace) {
      this.usualNamespace = usualNamespace;
    }

    String usualNamespace() {
      return usualNamespace;
    }
  }

  /**
   * A role's name outside.
   *
   * @param role its name here
   */
  public record RoleName(String role, String name) {}

  public ProfileClaims {
    roles = roles == null ? List.of() : List.copyOf(roles);
  }

  public ProfileClaims since(long version) {
    return new ProfileClaims(layout, namespace, roles, defaultRole, version);
  }
}
