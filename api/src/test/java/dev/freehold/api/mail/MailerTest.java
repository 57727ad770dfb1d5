package dev.freehold.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailerTest {
  private static final Mail MAIL =
      new Mail("ada@example.com", "Grüne Wiese", "Código", "Text ß", "<p>Text ß</p>");

  private int port;
  private GreenMail server;
  private Mailer mailer;

  @BeforeEach
  void make() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mailer = mailer(null, null, null);
  }

  @AfterEach
  void stop() throws InterruptedException {
    mailer.close();
    server.stop();
  }

  @Test
  void sendsTextAndHtmlUnderTheBrand() throws Exception {
    server.start();
    mailer.send(MAIL);

    MimeMessage mail = received();
    assertThat(mail.getFrom()[0].toString())
        .contains("<no-reply@example.com>")
        .doesNotContain("Wiese <");
    assertThat(jakarta.mail.internet.MimeUtility.decodeText(mail.getHeader("From")[0]))
        .startsWith("Grüne Wiese");
    assertThat(mail.getSubject()).isEqualTo("Código");
    assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(MAIL.to());
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString()).isEqualToIgnoringNewLines("Text ß");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
  }

  @Test
  void triesAgainWhenTheServerComesLate() {
    mailer.send("ada@example.com", "Late", "text", "html");
    // The first attempt meets a closed port.
    await().during(Duration.ofMillis(100)).until(() -> server.getReceivedMessages().length == 0);
    server.start();
    assertThat(GreenMailUtil.getHeaders(received())).contains("Subject: Late");
  }

  @Test
  void logsInWhenAUserIsSet() throws Exception {
    server.setUser("mailer", "the password");
    server.start();
    mailer.close();
    mailer = mailer("mailer", "the password", null);
    mailer.send(MAIL);
    assertThat(received().getSubject()).isEqualTo("Código");
  }

  @Test
  void sendsNothingWithoutTheTlsThatIsDemanded() throws Exception {
    server.start();
    SmtpSender sender = new SmtpSender(settings(null, null, "starttls"), Clock.systemUTC());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> sender.send(MAIL)))
        .hasMessageContaining("STARTTLS");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void refusesWhatWouldBecomeAHeaderOrAnotherRecipient() {
    for (String to : new String[] {"a@b\r\nBcc: c@d", "a@b,c@d", "A <a@b>", "a@b c@d", "a@b;c@d"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Mail(to, null, "subject", "", ""))
          .withMessageStartingWith("to ");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mail("a@b", null, "x\r\nBcc: c@d", "", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mail("a@b", "x\nBcc: c@d", "subject", "", ""));
  }

  private MimeMessage received() {
    await().atMost(Duration.ofSeconds(10)).until(() -> server.getReceivedMessages().length == 1);
    return server.getReceivedMessages()[0];
  }

  private Mailer mailer(String user, String password, String tls) {
    SmtpSettings settings = settings(user, password, tls);
    return new Mailer(
        settings, new SmtpSender(settings, Clock.systemUTC()), Duration.ofMillis(300));
  }

  private SmtpSettings settings(String user, String password, String tls) {
    return new SmtpSettings(
        "127.0.0.1", Integer.toString(port), "no-reply@example.com", user, password, tls);
  }
}
