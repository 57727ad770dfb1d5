package dev.freehold.api.account;

import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPeople;
import dev.freehold.api.profile.RealmPerson;
import jakarta.inject.Singleton;

/** Mails once more the link that verifies an address. */
@Singleton
class Verifications {
  private final RealmPeople people;
  private final AfterAnswer afterAnswer;

  Verifications(RealmPeople people, AfterAnswer afterAnswer) {
    this.people = people;
    this.afterAnswer = afterAnswer;
  }

  void resend(Profile profile, EmailAddress email) {
    afterAnswer.run(
        "mail a verification link",
        () ->
            people
                .byEmail(profile, email.text())
                .filter(RealmPerson::enabled)
                .filter(person -> !person.emailVerified())
                .ifPresent(person -> people.sendVerification(profile, person.subject())));
  }
}
