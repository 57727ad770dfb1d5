package dev.freehold.api.mail;

import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

/** Hands one mail to the mail server (RFC 5321), over TLS with a checked name where so set. */
@Singleton
class SmtpSender {
  private static final String MILLIS = "10000";
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final SmtpSettings settings;
  private final Clock clock;
  private final Session session;

  SmtpSender(SmtpSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = Session.getInstance(settings.configured() ? properties() : new Properties());
  }

  /** Blocks until the server took the mail. */
  void send(Mail mail) throws MessagingException {
    MimeMessage message = message(mail);
    try (Transport transport = session.getTransport(settings.ssl() ? "smtps" : "smtp")) {
      if (settings.authenticated()) {
        transport.connect(settings.user(), settings.password());
      } else {
        transport.connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(from(mail.fromName()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    message.setSubject(mail.subject(), UTF_8);
    message.setSentDate(Date.from(clock.instant()));
    // RFC 3834: no out-of-office answer to this.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(mail.text(), "plain"));
    both.addBodyPart(part(mail.html(), "html"));
    message.setContent(both);
    message.saveChanges();
    return message;
  }

  private InternetAddress from(String name) throws MessagingException {
    InternetAddress from =
        new InternetAddress(settings.from() == null ? "" : settings.from(), true);
    if (name == null) {
      return from;
    }
    try {
      return new InternetAddress(from.getAddress(), name, UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every JDK has UTF-8", e);
    }
  }

  private static MimeBodyPart part(String content, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8, kind);
    return part;
  }

  private Properties properties() {
    String protocol = settings.ssl() ? "mail.smtps." : "mail.smtp.";
    Properties properties = new Properties();
    properties.put(protocol + "host", settings.host());
    properties.put(protocol + "port", Integer.toString(settings.portNumber()));
    properties.put(protocol + "auth", Boolean.toString(settings.authenticated()));
    properties.put(protocol + "connectiontimeout", MILLIS);
    properties.put(protocol + "timeout", MILLIS);
    properties.put(protocol + "writetimeout", MILLIS);
    properties.put(protocol + "ssl.checkserveridentity", "true");
    properties.put(protocol + "starttls.enable", Boolean.toString(settings.startTls()));
    // Without it a man in the middle turns TLS off by leaving it out of the greeting.
    properties.put(protocol + "starttls.required", Boolean.toString(settings.startTls()));
    return properties;
  }
}
