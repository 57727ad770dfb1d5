package dev.freehold.local;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mail as it arrived.
 *
 * @param text the plain part, empty when there is none
 * @param html the HTML part, empty when there is none
 */
public record CaughtMail(
    String from, String to, String subject, Instant sent, String text, String html) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"')\\]]+");

  static CaughtMail of(MimeMessage message) {
    try {
      List<String> texts = new ArrayList<>();
      List<String> pages = new ArrayList<>();
      collect(message, texts, pages);
      Instant sent =
          message.getSentDate() == null ? Instant.now() : message.getSentDate().toInstant();
      return new CaughtMail(
          addresses(message.getFrom()),
          addresses(message.getRecipients(Message.RecipientType.TO)),
          message.getSubject() == null ? "" : message.getSubject(),
          sent,
          String.join("\n", texts),
          String.join("\n", pages));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("caught mail cannot be read", e);
    }
  }

  /** The http and https links of the text, else of the HTML, in their order. */
  public List<URI> links() {
    String source = text.isBlank() ? html.replace("&amp;", "&") : text;
    return LINK.matcher(source).results().flatMap(link -> uri(link.group())).distinct().toList();
  }

  private static Stream<URI> uri(String link) {
    try {
      return Stream.of(new URI(link));
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }

  private static String addresses(jakarta.mail.Address[] addresses) {
    return addresses == null
        ? ""
        : Arrays.stream(addresses).map(Object::toString).collect(Collectors.joining(", "));
  }

  private static void collect(Part part, List<String> texts, List<String> pages)
      throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart body = parts.getBodyPart(i);
        collect(body, texts, pages);
      }
    } else if (part.isMimeType("text/html")) {
      pages.add(content.toString());
    } else if (part.isMimeType("text/plain")) {
      texts.add(content.toString());
    }
  }
}
