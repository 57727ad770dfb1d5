package dev.freehold.keycloak.claims;

/** How user id and roles stand in a token. */
enum Layout {
  /** As Hasura's JWT mode reads them: an object of {@code x-hasura-…}. */
  HASURA,
  /** As {@link #PLAIN}, and one database role in {@code role}, as PostgREST reads it. */
  POSTGREST,
  /** An object with {@code user_id} and {@code roles}. */
  PLAIN
}
