package dev.freehold.api.invitation;

import dev.freehold.api.user.VerifiedArrivals;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Grants what an invitation says as soon as its account has proved its address. */
@Singleton
class InvitedArrivals implements VerifiedArrivals {
  /** Late, because accepting needs Users and Users tells of arrivals. */
  private final BeanProvider<Acceptance> acceptance;

  InvitedArrivals(BeanProvider<Acceptance> acceptance) {
    this.acceptance = acceptance;
  }

  @Override
  public void arrived(UUID profileId, String subject, UUID userId, String email) {
    acceptance.get().verified(profileId, subject, userId, email);
  }
}
