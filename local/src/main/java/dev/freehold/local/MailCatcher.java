package dev.freehold.local;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/** An SMTP server on 127.0.0.1 that delivers nothing and keeps in memory what it is given. */
public final class MailCatcher implements AutoCloseable {
  private final GreenMail server;
  private final int port;

  private MailCatcher(GreenMail server, int port) {
    this.server = server;
    this.port = port;
  }

  static MailCatcher start(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return new MailCatcher(server, port);
  }

  public int port() {
    return port;
  }

  /** Every mail caught so far, oldest first. */
  public List<CaughtMail> mails() {
    return Arrays.stream(server.getReceivedMessages()).map(CaughtMail::of).toList();
  }

  /** The mails to an address, oldest first. */
  public List<CaughtMail> mailsTo(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> isTo(message, address))
        .map(CaughtMail::of)
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      var recipients = message.getRecipients(Message.RecipientType.TO);
      return recipients != null
          && Arrays.stream(recipients).anyMatch(to -> to.toString().contains(address));
    } catch (MessagingException e) {
      throw new IllegalStateException("caught mail cannot be read", e);
    }
  }
}
