package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailPageTest {
  private static final String HOSTILE = "<script>alert(1)</script>";

  private final HttpClient client = HttpClient.newHttpClient();
  private MailCatcher catcher;
  private MailPage page;

  @BeforeEach
  void start() {
    Ports ports = FreePorts.pick();
    catcher = MailCatcher.start(ports.smtp());
    page = MailPage.start(ports.mail(), catcher);
  }

  @AfterEach
  void stop() {
    page.close();
    catcher.close();
  }

  @Test
  void showsTextLinksAndHtmlOfACaughtMail() throws Exception {
    send("Reset", "Open https://example.com/reset?a=1&b=2 now.", "<p>Open <b>it</b></p>");

    assertThat(get("/").body())
        .contains("ada@example.com")
        .contains("<a href=\"/mails/0\">Reset</a>");
    assertThat(get("/mails/0").body())
        .contains("Open https://example.com/reset?a=1&amp;b=2 now.")
        .contains("href=\"https://example.com/reset?a=1&amp;b=2\"")
        .contains("<iframe sandbox");
    assertThat(get("/mails/0/html").body()).contains("<p>Open <b>it</b></p>");
  }

  @Test
  void letsNoMailScriptOrLoadAnything() throws Exception {
    send(HOSTILE, HOSTILE + " https://example.com/\"onclick=alert(1)", HOSTILE);

    assertThat(get("/").body()).doesNotContain("<script");
    assertThat(get("/mails/0").body()).doesNotContain("<script").doesNotContain("\"onclick");
    for (String path : new String[] {"/", "/mails/0"}) {
      assertThat(policy(path)).contains("default-src 'none'").doesNotContain("script-src");
    }
    assertThat(policy("/mails/0/html"))
        .startsWith("sandbox;")
        .contains("default-src 'none'")
        .doesNotContain("allow-");
  }

  @Test
  void answersNobodyWhoAskedForAnotherHost() throws IOException {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), page.port())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 403");
      }
    }
  }

  @Test
  void knowsNoMailThatDidNotArrive() throws Exception {
    assertThat(get("/mails/0").statusCode()).isEqualTo(404);
    assertThat(get("/mails/../etc").statusCode()).isEqualTo(404);
  }

  private String policy(String path) throws Exception {
    return get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + page.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void send(String subject, String text, String html) throws Exception {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", "127.0.0.1");
    settings.put("mail.smtp.port", Integer.toString(catcher.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("no-reply@example.com"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.com"));
    message.setSubject(subject);
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, "utf-8");
    MimeBodyPart rich = new MimeBodyPart();
    rich.setContent(html, "text/html; charset=utf-8");
    message.setContent(new MimeMultipart("alternative", plain, rich));
    Transport.send(message);
  }
}
