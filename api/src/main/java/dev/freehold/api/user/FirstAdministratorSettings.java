package dev.freehold.api.user;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/** The account made at first start, when no user is an administrator. */
@ConfigurationProperties("freehold.admin")
record FirstAdministratorSettings(@Nullable String email, @Nullable String password) {
  boolean given() {
    return email != null && !email.isBlank() && password != null && !password.isBlank();
  }

  @Override
  public String toString() {
    return "FirstAdministratorSettings[" + email + ']';
  }
}
