package dev.freehold.api.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
  private static final String OLD = key('o');
  private static final String NEW = key('n');
  private static final String PLACE = "profile 1 clientSecret";

  private static String key(char letter) {
    return Base64.getEncoder().encodeToString(String.valueOf(letter).repeat(32).getBytes(US_ASCII));
  }

  private static SecretBox box(String key, String previous) {
    return new SecretBox(new EncryptionSettings(key, previous));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "", "пароль ключ 鍵", "${NAME}"})
  void opensWhatItSealed(String secret) {
    SecretBox box = box(NEW, null);
    assertThat(box.open(box.seal(secret, PLACE), PLACE)).isEqualTo(secret);
  }

  @Test
  void sealedTextHidesTheSecretAndIsNeverTheSame() {
    SecretBox box = box(NEW, "");
    String sealed = box.seal("s3cret", PLACE);
    assertThat(sealed).matches("v1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]+").doesNotContain("s3cret");
    assertThat(box.seal("s3cret", PLACE)).isNotEqualTo(sealed);
  }

  @Test
  void doesNotOpenInAnotherPlace() {
    SecretBox box = box(NEW, null);
    String sealed = box.seal("s3cret", PLACE);
    assertThatExceptionOfType(UnreadableSecret.class)
        .isThrownBy(() -> box.open(sealed, "profile 2 clientSecret"))
        .withMessageContaining("profile 2 clientSecret")
        .withMessageContaining("belongs to another place");
  }

  @Test
  void doesNotOpenWhenAltered() {
    SecretBox box = box(NEW, null);
    String sealed = box.seal("s3cret", PLACE);
    char last = sealed.charAt(sealed.length() - 3);
    String altered =
        new StringBuilder(sealed)
            .replace(sealed.length() - 3, sealed.length() - 2, last == 'A' ? "B" : "A")
            .toString();
    for (String text : new String[] {altered, "s3cret", "", sealed + "!", sealed.substring(3)}) {
      assertThatExceptionOfType(UnreadableSecret.class).isThrownBy(() -> box.open(text, PLACE));
    }
  }

  @Test
  void whileRotatingBothKeysOpenAndTheNewOneSeals() {
    String old = box(OLD, null).seal("s3cret", PLACE);
    SecretBox rotating = box(NEW, OLD);
    assertThat(rotating.open(old, PLACE)).isEqualTo("s3cret");
    assertThat(rotating.sealedWithCurrentKey(old)).isFalse();

    String anew = rotating.seal("s3cret", PLACE);
    assertThat(rotating.sealedWithCurrentKey(anew)).isTrue();
    assertThat(box(NEW, null).open(anew, PLACE)).isEqualTo("s3cret");
  }

  @Test
  void wrongKeyIsNamedWithItsRemedy() {
    String old = box(OLD, null).seal("s3cret", PLACE);
    assertThatExceptionOfType(UnreadableSecret.class)
        .isThrownBy(() -> box(NEW, null).open(old, PLACE))
        .withMessageContaining(old.substring(3, 11))
        .withMessageContaining("FREEHOLD_ENCRYPTION_KEY_PREVIOUS")
        .withMessageContaining("Set one of them to the key it was sealed with");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"not base64!", "c2hvcnQ="})
  void badKeyIsRefusedByTheNameOfItsVariable(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box(key, null))
        .withMessageContaining("FREEHOLD_ENCRYPTION_KEY is not the base64 of 32 bytes");
  }

  @Test
  void settingsDoNotShowTheirKeys() {
    assertThat(new EncryptionSettings(NEW, OLD).toString()).doesNotContain(NEW, OLD);
  }
}
