package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationChecksTest {
  private static final String SAFE = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  /** The Base64 of change-me-change-me-change-me-change-me, as in the example file. */
  private static final String EXAMPLE_WEBHOOK =
      "whsec_Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtY2hhbmdlLW1l";

  /** The Base64 of 32 bytes that begin with change-me. */
  private static final String EXAMPLE_KEY = "Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtY2g=";

  private final Map<String, Object> properties =
      new HashMap<>(
          Map.of(
              "freehold.mode", "production",
              "freehold.public-url", "https://api.example.com",
              "freehold.keycloak.url", "https://login.example.com",
              "freehold.keycloak.admin-client-id", "freehold-provisioning",
              "freehold.keycloak.admin-client-secret", SAFE,
              "freehold.database.url", "jdbc:postgresql://db/freehold",
              "freehold.database.user", "freehold",
              "freehold.database.password", SAFE,
              "freehold.webhook.secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3",
              "freehold.encryption.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

  private List<String> problems() {
    return ConfigurationChecks.problems(new MapPropertyResolver(properties));
  }

  @Test
  void aSafeConfigurationStarts() {
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "freehold.keycloak.url",
        "freehold.keycloak.admin-client-id",
        "freehold.keycloak.admin-client-secret",
        "freehold.database.url",
        "freehold.database.user",
        "freehold.database.password",
        "freehold.webhook.secret",
        "freehold.encryption.key"
      })
  void whatIsNeededIsDemandedInEveryMode(String property) {
    String variable = property.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
    for (String mode : List.of("production", "local")) {
      properties.put("freehold.mode", mode);
      properties.put(property, " ");
      assertThat(problems()).singleElement().asString().startsWith(variable + " is not set. ");
    }
  }

  @Test
  void theCompanysDatabaseNeedsAllOrNothing() {
    properties.put("freehold.data.url", "jdbc:mysql://db/company");
    properties.put("freehold.data.password", "tiny-one");
    assertThat(problems())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("FREEHOLD_DATA_URL is not a JDBC URL"))
        .anySatisfy(line -> assertThat(line).startsWith("FREEHOLD_DATA_USER is not set"))
        .anySatisfy(line -> assertThat(line).startsWith("FREEHOLD_DATA_PASSWORD is shorter"));

    properties.put("freehold.data.url", "jdbc:postgresql://db/company");
    properties.put("freehold.data.user", "company");
    properties.put("freehold.data.password", SAFE);
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "freehold.keycloak.url, FREEHOLD_KEYCLOAK_URL",
    "freehold.public-url, FREEHOLD_PUBLIC_URL"
  })
  void plainHttpIsForLocalModeOnly(String property, String variable) {
    properties.put(property, "HTTP://login.example.com");
    assertThat(problems()).singleElement().asString().startsWith(variable + " is plain http");

    properties.put("freehold.mode", "local");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMissingPublicUrlIsNotTakenForALocalOne() {
    properties.remove("freehold.public-url");
    assertThat(problems()).singleElement().asString().startsWith("FREEHOLD_PUBLIC_URL is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "freehold.database.password, change-me-freehold-database, example",
    "freehold.database.password, tiny-one, shorter",
    "freehold.keycloak.admin-client-secret, change-me-provisioning, example",
    "freehold.keycloak.admin-client-secret, admin, shorter",
    "freehold.webhook.secret, " + EXAMPLE_WEBHOOK + ", example",
    "freehold.webhook.secret-previous, " + EXAMPLE_WEBHOOK + ", example",
    "freehold.encryption.key, " + EXAMPLE_KEY + ", example",
    "freehold.encryption.key-previous, " + EXAMPLE_KEY + ", example",
    "freehold.admin.password, change-me-administrator, example",
    "freehold.admin.password, admin, shorter",
    "freehold.smtp.password, change-me, example"
  })
  void unsafeSecretsAreForLocalModeOnly(String property, String value, String problem) {
    properties.put(property, value);
    assertThat(problems()).singleElement().asString().contains(problem).doesNotContain(value);

    properties.put("freehold.mode", "local");
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "whsec_c2hvcnQ=", "whsec_!!!"})
  void aWebhookSecretThatCannotWorkIsRefusedInEveryMode(String secret) {
    properties.put("freehold.webhook.secret", secret);
    properties.put("freehold.mode", "local");
    assertThat(problems()).singleElement().asString().contains("24 bytes").doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "c2hvcnQ=", "!!!"})
  void aKeyThatCannotWorkIsRefusedInEveryMode(String key) {
    properties.put("freehold.encryption.key", key);
    properties.put("freehold.mode", "local");
    assertThat(problems()).singleElement().asString().contains("32 bytes").doesNotContain(key);
  }

  @Test
  void anUnknownModeIsNotTakenForLocal() {
    properties.put("freehold.mode", "lokal");
    properties.put("freehold.database.password", "short");
    assertThat(problems())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("FREEHOLD_MODE is neither"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"login.example.com", "ftp://x", "https://", "https://a:b@x", "https://x?q"})
  void anAddressMustBeOne(String url) {
    properties.put("freehold.keycloak.url", url);
    assertThat(problems()).singleElement().asString().contains("FREEHOLD_KEYCLOAK_URL is not an");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    properties.clear();
    assertThat(problems()).hasSize(9);
  }
}
