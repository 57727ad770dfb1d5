package dev.freehold.local;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pages around caught mails; everything out of a mail is escaped. */
final class MailHtml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      %s
      <title>Caught mail</title>
      <style>
      :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
      body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
      table { border-collapse: collapse; width: 100%%; }
      td, th { border-bottom: 1px solid #8886; padding: .4rem; text-align: left; }
      pre { overflow-wrap: anywhere; white-space: pre-wrap; }
      iframe { background: #fff; border: 1px solid #8886; height: 24rem; width: 100%%; }
      li { overflow-wrap: anywhere; }
      </style>
      </head>
      <body>
      %s
      </body>
      </html>
      """;

  private MailHtml() {}

  /** Newest first; it looks for new ones every five seconds. */
  static String list(List<CaughtMail> mails) {
    String rows =
        IntStream.iterate(mails.size() - 1, number -> number >= 0, number -> number - 1)
            .mapToObj(number -> row(number, mails.get(number)))
            .collect(Collectors.joining("\n"));
    return FRAME.formatted(
        "<meta http-equiv=\"refresh\" content=\"5\">",
        "<h1>Caught mail</h1>\n"
            + (mails.isEmpty()
                ? "<p>None so far. Whatever the platform sends appears here; nothing leaves this machine.</p>"
                : "<table>\n<tr><th>Sent</th><th>To</th><th>Subject</th></tr>\n"
                    + rows
                    + "\n</table>"));
  }

  static String mail(int number, CaughtMail mail) {
    String links =
        mail.links().stream()
            .map(link ->
                "<li><a rel=\"noreferrer\" href=\""
                    + escape(link.toString())
                    + "\">"
                    + escape(link.toString())
                    + "</a></li>")
            .collect(Collectors.joining("\n"));
    return FRAME.formatted(
        "",
        """
        <p><a href="/">All mails</a></p>
        <h1>%s</h1>
        <p>From %s<br>To %s<br>%s</p>
        <h2>Links</h2>
        <ul>
        %s
        </ul>
        <h2>Text</h2>
        <pre>%s</pre>
        <h2>HTML</h2>
        <iframe sandbox title="The mail's HTML part" src="/mails/%d/html"></iframe>
        """
            .formatted(
                escape(mail.subject()),
                escape(mail.from()),
                escape(mail.to()),
                TIME.format(mail.sent()),
                links,
                escape(mail.text()),
                number));
  }

  static String message(String text) {
    return FRAME.formatted("", "<p>" + escape(text) + "</p>");
  }

  private static String row(int number, CaughtMail mail) {
    return "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%d\">%s</a></td></tr>"
        .formatted(
            TIME.format(mail.sent()),
            escape(mail.to()),
            number,
            mail.subject().isBlank() ? "(no subject)" : escape(mail.subject()));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
