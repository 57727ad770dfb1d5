package dev.freehold.api.profile;

/** What kind of issuer a profile trusts. */
public enum ProfileType {
  /** A realm of our own Keycloak, provisioned by the API. */
  BUILT_IN,
  /** Any OpenID provider. */
  OPENID,
  /** An Auth0 tenant. */
  AUTH0;

  /** The input object that carries what only this type has. */
  String input() {
    return switch (this) {
      case BUILT_IN -> "builtIn";
      case OPENID -> "openId";
      case AUTH0 -> "auth0";
    };
  }
}
