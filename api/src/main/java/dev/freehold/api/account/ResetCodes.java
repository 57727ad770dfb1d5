package dev.freehold.api.account;

import dev.freehold.api.profile.Profile;
import dev.freehold.api.secret.SecretBox;
import dev.freehold.api.secret.UnreadableSecret;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One-time codes by which somebody shows that he reads an account's mail. A code is for one account
 * of one profile, good for 15 minutes, 5 attempts and one use; a new one ends the one before. Kept
 * are its hash, sealed, and the hash of the address.
 */
@Singleton
class ResetCodes {
  static final Duration LIFE = Duration.ofMinutes(15);
  static final int ATTEMPTS = 5;
  private static final int DIGITS = 8;

  private final ResetCodeRepository codes;
  private final SecretBox box;
  private final TransactionOperations<Connection> transactions;
  private final SecureRandom random = new SecureRandom();

  ResetCodes(
      ResetCodeRepository codes, SecretBox box, TransactionOperations<Connection> transactions) {
    this.codes = codes;
    this.box = box;
    this.transactions = transactions;
  }

  /** A new code for the account, eight digits. */
  String issue(Profile profile, EmailAddress email, String subject) {
    String code = "%0" + DIGITS + "d";
    code = code.formatted(random.nextInt((int) Math.pow(10, DIGITS)));
    String address = sha256(email.text());
    codes.put(
        profile.id(),
        address,
        subject,
        box.seal(hash(address, code), context(profile, address)),
        (int) LIFE.toSeconds());
    return code;
  }

  /** The subject for whom the code was made; the code is used up by it. */
  Optional<String> redeem(Profile profile, EmailAddress email, String code) {
    String address = sha256(email.text());
    return transactions.executeWrite(status -> {
      Optional<ResetCodeRow> row = codes.lock(profile.id(), address, ATTEMPTS);
      codes.count(profile.id(), address);
      Optional<String> subject =
          row.filter(one -> right(profile, one, code.strip())).map(ResetCodeRow::subject);
      subject.ifPresent(_ -> codes.remove(profile.id(), address));
      return subject;
    });
  }

  @Scheduled(initialDelay = "2m", fixedDelay = "10m")
  void clean() {
    codes.removeExpired();
  }

  private boolean right(Profile profile, ResetCodeRow row, String code) {
    try {
      String wanted = box.open(row.code(), context(profile, row.address()));
      return MessageDigest.isEqual(
          wanted.getBytes(StandardCharsets.UTF_8),
          hash(row.address(), code).getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableSecret e) {
      // Made with a key that is gone: no code any more.
      return false;
    }
  }

  private static String hash(String address, String code) {
    return sha256(address + ' ' + code);
  }

  private static String context(Profile profile, String address) {
    return "reset code " + profile.id() + ' ' + address;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
