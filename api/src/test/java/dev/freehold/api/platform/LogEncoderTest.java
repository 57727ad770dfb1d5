package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEncoderTest {
  private static final String LEAK = "s3cr3t-value";

  /** With the leak, as long as a code. */
  private static final String INVITATION = "0123456789012345678901234567890";

  private final LoggerContext context = new LoggerContext();

  private String line(String mode, String message, Object... arguments) {
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.setMode(mode);
    encoder.start();
    LoggingEvent event =
        new LoggingEvent("x", context.getLogger("a.B"), Level.WARN, message, null, arguments);
    event.setMDCPropertyMap(Map.of("requestId", "r-1"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void writesOneJsonObjectALine() throws Exception {
    String line = line("production", "said \"{}\"\nand more", "hello");
    JsonNode json = new ObjectMapper().readTree(line);

    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("said \"hello\"\nand more");
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("loggerName").asText()).isEqualTo("a.B");
    assertThat(json.path("mdc").path("requestId").asText()).isEqualTo("r-1");
    assertThat(json.path("timestamp").isIntegralNumber()).isTrue();
  }

  @Test
  void writesTextInLocalMode() {
    assertThat(line("local", "hello {}", "Ada")).endsWith(" WARN  a.B [r-1] hello Ada\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer " + LEAK,
        "{\"authorization\":\"Basic " + LEAK + "\"}",
        "headers: {authorization=[" + LEAK + "]}",
        "password=" + LEAK + "&x=1",
        "{\"password\":\"" + LEAK + "\"}",
        "client_secret: " + LEAK,
        "{\\\"refreshToken\\\":\\\"" + LEAK + "\\\"}",
        "whsec_" + LEAK,
        "fht_0123456789abcdef0123456789abcdef_" + LEAK,
        "GET /invitations/" + INVITATION + LEAK,
        "https://app.example/?invitation=" + INVITATION + LEAK,
        "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0." + LEAK
      })
  void masksWhatLooksLikeASecret(String message) {
    for (String mode : new String[] {"local", "production"}) {
      assertThat(line(mode, message)).doesNotContain(LEAK).contains("a.B");
    }
  }

  @Test
  void leavesOtherWordsAlone() {
    String text = "FREEHOLD_DATABASE_PASSWORD is not set. The secret, the token and eyJ stay.";
    assertThat(line("local", text)).contains(text);
  }
}
