package dev.freehold.api.platform;

import java.util.regex.Pattern;

/** Takes out of a log line what looks like a secret: tokens, signing secrets, passwords by name. */
public final class Masking {
  private static final Pattern TOKEN = Pattern.compile("\\beyJ[\\w-]{8,}(?:\\.[\\w-]*){1,4}");
  private static final Pattern API_TOKEN = Pattern.compile("\\bfht_[0-9a-f]{32}_[\\w-]+");
  private static final Pattern INVITATION =
      Pattern.compile("(invitations\\\\?/|[?&]invitation=)[\\w-]{43}");
  private static final Pattern SIGNING = Pattern.compile("\\bwhsec_[\\w+/=-]+");
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(authorization[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*)(?:\\w+ +)?[^\\s\"',\\\\]+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|secret|refresh_?token|access_?token|id_?token)"
              + "[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*)[^\\s\"',&}\\\\]+");

  private Masking() {}

  public static String mask(String line) {
    String masked = TOKEN.matcher(line).replaceAll("[token]");
    masked = API_TOKEN.matcher(masked).replaceAll("[token]");
    masked = INVITATION.matcher(masked).replaceAll("$1[secret]");
    masked = SIGNING.matcher(masked).replaceAll("[secret]");
    masked = HEADER.matcher(masked).replaceAll("$1[secret]");
    return NAMED.matcher(masked).replaceAll("$1[secret]");
  }
}
