package dev.freehold.api.user;

/**
 * Which e-mails count as the same: those that differ in the case of A to Z at most. Full case
 * folding would take addresses of other people for one's own, for instance with a Kelvin sign for a
 * k, or a dotless i. SQL does the same with the collation "C".
 */
final class Emails {
  private Emails() {}

  static String folded(String email) {
    StringBuilder folded = new StringBuilder(email.length());
    for (int i = 0; i < email.length(); i++) {
      char c = email.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return folded.toString();
  }
}
