package dev.freehold.api.page;

import dev.freehold.api.platform.Html;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A page that tells a person one thing, in the look of the hosted log-in page. It carries no script
 * and loads nothing but the brand's logo; whatever is put on it is shown as text.
 */
public final class MessagePage {
  private final Locale language;
  private final @Nullable Brand brand;
  private final String title;
  private final StringBuilder body = new StringBuilder();
  private String forms = "'none'";

  public MessagePage(Locale language, @Nullable Brand brand, String title) {
    this.language = language;
    this.brand = brand;
    this.title = title;
  }

  public MessagePage paragraph(String text) {
    body.append("<p>").append(Html.text(text)).append("</p>");
    return this;
  }

  /** A paragraph in which a part of the text stands out. */
  public MessagePage paragraph(String text, String part) {
    String strong = "<strong>" + Html.text(part) + "</strong>";
    body.append("<p>").append(Html.text(text).replace(Html.text(part), strong)).append("</p>");
    return this;
  }

  /** What somebody else wrote. */
  public MessagePage quote(String text) {
    body.append("<blockquote>").append(Html.text(text)).append("</blockquote>");
    return this;
  }

  /** A button that posts to the page's own address, from where {@code next} may follow. */
  public MessagePage button(String label, URI next) {
    // The browser checks where the form's redirect goes.
    forms = "'self' " + next.getScheme() + "://" + next.getRawAuthority();
    body.append("<form method=\"post\"><button type=\"submit\">")
        .append(Html.text(label))
        .append("</button></form>");
    return this;
  }

  public MessagePage link(String label, URI to) {
    body.append("<p class=\"next\"><a href=\"")
        .append(Html.text(to.toString()))
        .append("\">")
        .append(Html.text(label))
        .append("</a></p>");
    return this;
  }

  /** The answer, which nobody is to keep: its address may be secret. */
  public MutableHttpResponse<byte[]> answer(HttpStatus status) {
    String style = PageStyle.TEXT + (brand == null ? "" : brand.variables());
    return HttpResponse.<byte[]>status(status)
        .body(html(style).getBytes(StandardCharsets.UTF_8))
        .contentType("text/html; charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", policy(style));
  }

  private String policy(String style) {
    String logo = brand == null ? null : brand.logoSource();
    return "default-src 'none'; style-src '"
        + PageStyle.hash(style)
        + "'; img-src "
        + (logo == null ? "'none'" : logo)
        + "; base-uri 'none'; frame-ancestors 'none'; form-action "
        + forms;
  }

  private String html(String style) {
    return """
    <!doctype html>
    <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
    <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
    <body>%s<main><h1>%s</h1>%s</main></body></html>
    """
        .formatted(
            language.toLanguageTag(),
            Html.text(title),
            style,
            brand == null ? "" : brand.header(),
            Html.text(title),
            body);
  }
}
