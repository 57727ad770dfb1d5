package dev.freehold.keycloak.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchSettingsTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private static DispatchSettings read(String... namesAndValues) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return DispatchSettings.read(options::get);
  }

  @Test
  void keepsEventsWhenNothingIsSet() {
    assertThat(read().receiver()).isEmpty();
  }

  @Test
  void readsReceiverAndDefaults() {
    DispatchSettings settings =
        read("url", "https://api.example/hooks/keycloak", "secret", SECRET, "batch", " 3 ");
    assertThat(settings.receiver()).get().extracting(r -> r.secrets().size()).isEqualTo(1);
    assertThat(settings.batch()).isEqualTo(3);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.lease()).isGreaterThan(settings.timeout());
  }

  @Test
  void refusesHalfAReceiver() {
    assertThatIllegalStateException()
        .isThrownBy(() -> read("url", "https://api.example/"))
        .withMessageContaining("--freehold-outbox--secret ");
    assertThatIllegalStateException()
        .isThrownBy(() -> read("secret", SECRET))
        .withMessageContaining("--freehold-outbox--url ");
    assertThatIllegalStateException().isThrownBy(() -> read("secret-previous", SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.example/",
        "api.example",
        "/hooks",
        "http:///hooks",
        "https://me:hunter2@api.example/",
        "https://api.example/#top",
        "https://a b/"
      })
  void refusesAnUnsafeUrl(String url) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read("url", url, "secret", SECRET))
        .withMessageContaining("--freehold-outbox--url ")
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "whsec_c2hvcnQ=",
        "whsec_not base64, but long enough for one",
        "hunter2-hunter2"
      })
  void refusesAWeakSecretWithoutShowingIt(String secret) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read("url", "https://api.example/", "secret", secret))
        .withMessageContaining("--freehold-outbox--secret ")
        .withMessageNotContaining(secret.substring(secret.length() - 6));
  }

  @ParameterizedTest
  @CsvSource({"23,false", "24,true", "64,true", "65,false"})
  void takesSecretsFrom24To64Bytes(int length, boolean taken) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) 0xa5);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    if (taken) {
      assertThat(read("url", "https://api.example/", "secret", secret).receiver()).isPresent();
    } else {
      refusesAWeakSecretWithoutShowingIt(secret);
    }
  }

  @ParameterizedTest
  @CsvSource({"attempts,0", "timeout-ms,1e3", "batch,-1", "retention-hours,x", "backoff-max-ms,10"})
  void namesTheOptionThatIsOutOfRange(String name, String value) {
    assertThatIllegalStateException()
        .isThrownBy(() -> read(name, value))
        .withMessageContaining("--freehold-outbox--" + name + ' ');
  }
}
