package dev.freehold.api.user;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** Users who say the same of their e-mail, the oldest first. */
@Introspected
record ConflictRow(String email, List<String> users) {
  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "ConflictRow" + users;
  }
}
