package dev.freehold.api.account;

import dev.freehold.api.operation.Arguments;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPeople;
import dev.freehold.api.user.PasswordSignUps;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Sign-up at a built-in profile. An address that is taken is answered like a new one, after as much
 * work; its owner gets a mail.
 */
@Singleton
class SignUpByPassword {
  private final RealmPeople people;
  private final PasswordSignUps users;
  private final AccountMails mails;
  private final AfterAnswer afterAnswer;
  private final EvenTime evenTime;

  SignUpByPassword(
      RealmPeople people,
      PasswordSignUps users,
      AccountMails mails,
      AfterAnswer afterAnswer,
      EvenTime evenTime) {
    this.people = people;
    this.users = users;
    this.mails = mails;
    this.afterAnswer = afterAnswer;
    this.evenTime = evenTime;
  }

  Object signUp(Profile profile, EmailAddress email, String password, Arguments user) {
    people.requireGoodPassword(profile, "password", email.text(), password, false);
    return evenTime.of(() -> make(profile, email, password, user));
  }

  private Object make(Profile profile, EmailAddress email, String password, Arguments user) {
    Optional<String> subject =
        people.create(
            profile,
            email.text(),
            password,
            user.string("firstName").orElse(null),
            user.string("lastName").orElse(null));
    if (subject.isEmpty()) {
      people.requireGoodPassword(profile, "password", email.text(), password, true);
      afterAnswer.run(
          "mail that the address is taken",
          () ->
              people
                  .byEmail(profile, email.text())
                  .ifPresent(person -> mails.addressTaken(profile, person)));
      return users.nobody(profile, email.text(), user);
    }
    afterAnswer.run(
        "mail a verification link",
        () -> people.sendVerificationIfDemanded(profile, subject.get()));
    return users.arrived(profile, subject.get(), email.text(), user);
  }
}
