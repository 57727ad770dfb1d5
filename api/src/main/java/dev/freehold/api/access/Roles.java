package dev.freehold.api.access;

/** The two roles every installation has. They cannot be renamed or deleted. */
public final class Roles {
  /** May do everything. */
  public static final String ADMINISTRATOR = "Administrator";

  /** In force for callers without a user; may do nothing until permissions are added. */
  public static final String GUEST = "Guest";

  private Roles() {}
}
