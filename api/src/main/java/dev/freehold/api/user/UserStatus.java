package dev.freehold.api.user;

/** Whether a user may do anything at all. */
public enum UserStatus {
  ACTIVE,
  DISABLED
}
