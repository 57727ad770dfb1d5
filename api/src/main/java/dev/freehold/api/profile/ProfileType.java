package dev.freehold.api.profile;

/** What kind of issuer a profile trusts. */
public enum ProfileType {
  /** A realm of our own Keycloak, provisioned by the API. */
  BUILT_IN
}
