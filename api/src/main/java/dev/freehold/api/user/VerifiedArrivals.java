package dev.freehold.api.user;

import java.util.UUID;

/** Told of accounts whose issuer says that the e-mail is verified. */
public interface VerifiedArrivals {
  /** Called in the transaction that takes the news; may be told the same more than once. */
  void arrived(UUID profileId, String subject, UUID userId, String email);
}
