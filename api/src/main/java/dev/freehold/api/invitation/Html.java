package dev.freehold.api.invitation;

/** Text inside of markup. */
final class Html {
  private Html() {}

  /** The text as HTML text or attribute; line breaks become breaks. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>");
  }
}
