package dev.freehold.api.user;

/** What became of an event or token that told of an account. */
enum Applied {
  CREATED,
  /** Attached to a user who came through another issuer with the same verified e-mail. */
  LINKED,
  UPDATED,
  DELETED,
  /** Changed no account, but which tokens count. */
  REVOKED,
  /** Something newer was known already, or the account is deleted. */
  OUTDATED
}
