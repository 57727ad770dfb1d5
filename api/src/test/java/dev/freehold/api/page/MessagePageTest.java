package dev.freehold.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePageTest {
  private static final Pattern STYLE = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL);

  private static String policy(MutableHttpResponse<byte[]> answer) {
    return answer.getHeaders().get("content-security-policy");
  }

  private static String html(MutableHttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static MutableHttpResponse<byte[]> branded(String logo, String color) {
    return new MessagePage(Locale.GERMAN, new Brand("<b>Söhne", logo, color), "A & B")
        .quote("<script>alert(1)</script>")
        .paragraph("For ada@example.com.", "ada@example.com")
        .answer(HttpStatus.OK);
  }

  @Test
  void showsWhateverIsPutOnItAsText() {
    String html = html(branded(null, null));
    assertThat(html)
        .contains("<html lang=\"de\">", "&lt;b&gt;Söhne", "A &amp; B", "&lt;script&gt;")
        .contains("For <strong>ada@example.com</strong>.")
        .doesNotContain("<script>", "<b>");
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void mayApplyItsOwnStyleAndLoadNothing() throws NoSuchAlgorithmException {
    MutableHttpResponse<byte[]> answer = branded(null, "#ffdd00");
    Matcher style = STYLE.matcher(html(answer));
    assertThat(style.find()).isTrue();
    assertThat(policy(answer))
        .startsWith("default-src 'none'; style-src 'sha256-" + sha256(style.group(1)) + "'")
        .contains("img-src 'none'", "form-action 'none'", "frame-ancestors 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "https://cdn.example.com:8443/logo.svg, https://cdn.example.com:8443",
    "data:image/png;base64, data:"
  })
  void mayLoadTheLogoFromWhereItIs(String logo, String source) {
    assertThat(policy(branded(logo, null))).contains("img-src " + source + ";");
  }

  @Test
  void aButtonMayLeadToTheHostedPageOnly() {
    MutableHttpResponse<byte[]> answer =
        new MessagePage(Locale.ENGLISH, null, "Title")
            .button("Accept", URI.create("https://login.example.com/auth/"))
            .answer(HttpStatus.OK);
    assertThat(policy(answer)).endsWith("form-action 'self' https://login.example.com");
  }

  @ParameterizedTest
  @CsvSource({"#ffdd00, #000", "#4f46e5, #fff", "#0b6e4f, #fff", "#ffffff, #000"})
  void textOnTheBrandsColourCanBeRead(String color, String text) {
    assertThat(html(branded(null, color))).contains("--primary:" + color + ";--on-primary:" + text);
  }
}
