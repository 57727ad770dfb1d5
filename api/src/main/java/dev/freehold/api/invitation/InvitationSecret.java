package dev.freehold.api.invitation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What the link in the mail carries: 256 random bits. Only the hash is kept. */
record InvitationSecret(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  static InvitationSecret make() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new InvitationSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  boolean wellFormed() {
    return SHAPE.matcher(text).matches();
  }

  String hash() {
    try {
      byte[] bytes = ("freehold invitation " + text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "InvitationSecret[]";
  }
}
