package dev.freehold.api.mail;

import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Clock;

/** Sends one mail at once through any mail server, so that somebody sees whether it takes it. */
@Singleton
public class TestMails {
  private final Clock clock;

  TestMails(Clock clock) {
    this.clock = clock;
  }

  /** Blocks until the server took the mail, at most about half a minute. */
  public void send(SmtpSettings server, Mail mail) throws MessagingException {
    new SmtpSender(server, clock).send(mail);
  }
}
