package dev.freehold.api.secret;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Encrypts what must be kept and read again, such as client secrets. The context binds a sealed
 * text to the place it was made for: moved to another row or column it does not open.
 *
 * <p>A sealed text is {@code v1.<key id>.<base64url of nonce, ciphertext and tag>}; the key id says
 * which of the two keys opens it, and so what remains to be sealed anew after a change of keys.
 */
@Singleton
public final class SecretBox {
  private static final Pattern SEALED = Pattern.compile("v1\\.([0-9a-f]{8})\\.([A-Za-z0-9_-]+)");
  private static final String CURRENT = "FREEHOLD_ENCRYPTION_KEY";
  private static final String PREVIOUS = "FREEHOLD_ENCRYPTION_KEY_PREVIOUS";

  private final SealingKey current;
  private final Map<String, SealingKey> keys = new LinkedHashMap<>();

  SecretBox(EncryptionSettings settings) {
    String previous = settings.keyPrevious();
    current = SealingKey.of(CURRENT, settings.key() == null ? "" : settings.key());
    keys.put(current.id(), current);
    if (previous != null && !previous.isBlank()) {
      SealingKey before = SealingKey.of(PREVIOUS, previous);
      keys.putIfAbsent(before.id(), before);
    }
  }

  /**
   * Encrypts with the current key.
   *
   * @param context names the place, for instance {@code profile <id> clientSecret}; the same must
   *     be given to {@link #open}
   */
  public String seal(String plain, String context) {
    try {
      byte[] sealed = current.aead().encrypt(utf8(plain), utf8(context));
      return "v1."
          + current.id()
          + '.'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be sealed: " + context, e);
    }
  }

  /**
   * Decrypts with the key that the sealed text names.
   *
   * @throws UnreadableSecret when no such key is configured, or the text was altered or moved
   */
  public String open(String sealed, String context) {
    Matcher parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw UnreadableSecret.damaged(context, null);
    }
    SealingKey key = keys.get(parts.group(1));
    if (key == null) {
      throw UnreadableSecret.withoutKey(context, parts.group(1));
    }
    try {
      byte[] plain =
          key.aead().decrypt(Base64.getUrlDecoder().decode(parts.group(2)), utf8(context));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw UnreadableSecret.damaged(context, e);
    }
  }

  /**
   * Names a secret without telling it: 32 hexadecimal digits, the same for the same secret, context
   * and current key (HMAC-SHA256, RFC 2104).
   */
  public String fingerprint(String plain, String context) {
    try {
      Mac mac = Mac.getInstance(current.marking().getAlgorithm());
      mac.init(current.marking());
      mac.update(utf8(context));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(utf8(plain)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret could not be marked: " + context, e);
    }
  }

  /** False when the text should be sealed anew before the previous key is dropped. */
  boolean sealedWithCurrentKey(String sealed) {
    return sealed.startsWith("v1." + current.id() + '.');
  }

  /** The id of the key that is missing to open the text. */
  Optional<String> unknownKey(String sealed) {
    Matcher parts = SEALED.matcher(sealed);
    return parts.matches() && !keys.containsKey(parts.group(1))
        ? Optional.of(parts.group(1))
        : Optional.empty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
