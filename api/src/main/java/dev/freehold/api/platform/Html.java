package dev.freehold.api.platform;

/** Text inside of markup. */
public final class Html {
  private Html() {}

  /** The text as HTML text or attribute; line breaks become breaks. */
  public static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>");
  }
}
