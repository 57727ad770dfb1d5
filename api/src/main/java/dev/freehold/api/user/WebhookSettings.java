package dev.freehold.api.user;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * The secrets that events may be signed with, {@code whsec_<base64>}; none given, none accepted.
 *
 * @param secretPrevious accepted beside the secret while it is being changed
 */
@ConfigurationProperties("freehold.webhook")
record WebhookSettings(@Nullable String secret, @Nullable String secretPrevious) {
  @Override
  public String toString() {
    return "WebhookSettings[]";
  }
}
