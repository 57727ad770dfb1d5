package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsedSecretsTest {
  private static final String TOKEN =
      "eyJhbGciOiJSUzI1NiJ9."
          + "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkFkYSJ9."
          + "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU";

  @TempDir private Path folder;

  private final UsedSecrets secrets = new UsedSecrets();

  @Test
  void findsAPasswordAlsoWhenItIsEncoded() throws IOException {
    secrets.text("password", "correct horse battery");
    assertThat(find("fine", "form: password=correct+horse+battery&x=1", "correct horse battery!"))
        .containsExactly(
            "some.log:2: password in: form: password=[password]&x=1",
            "some.log:3: password in: [password]!");
  }

  @Test
  void findsATokenAndItsParts() throws IOException {
    secrets.token("ID token", TOKEN);
    assertThat(find("bearer " + TOKEN, "sig " + TOKEN.substring(TOKEN.lastIndexOf('.') + 1)))
        .hasSize(2)
        .allMatch(line -> line.contains("ID token in:"))
        .noneMatch(line -> line.contains("c2lnbmF0dXJl"));
  }

  @Test
  void findsTokensAndSigningSecretsThatNobodyRemembered() throws IOException {
    assertThat(find("x " + TOKEN + " y", "s=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"))
        .containsExactly(
            "some.log:1: a signed token in: x [a signed token] y",
            "some.log:2: a signing secret in: s=[a signing secret]");
  }

  @Test
  void isTakenOverByAnother() throws IOException {
    UsedSecrets other = new UsedSecrets();
    other.text("password", "grüße = \\ an: alle");
    other.token("ID token", TOKEN);
    other.leave(folder.resolve("used"));

    secrets.recall(folder.resolve("used"));

    assertThat(secrets.count()).isEqualTo(other.count());
    assertThat(
            find(
                "grüße = \\ an: alle",
                "gr%C3%BC%C3%9Fe+%3D+%5C+an%3A+alle",
                "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU"))
        .containsExactly(
            "some.log:2: password in: [password]", "some.log:3: ID token in: [ID token]");
  }

  @Test
  void takesNoHeaderAndNoIdForASecret() throws IOException {
    secrets.token("ID token", TOKEN);
    assertThat(find("eyJhbGciOiJSUzI1NiJ9", "user 01a1fc64-3d2c-7422-a59e-4998a4ff6df5", ""))
        .isEmpty();
  }

  private List<String> find(String... lines) throws IOException {
    Files.write(folder.resolve("some.log"), List.of(lines));
    Files.write(folder.resolve("data.bin"), List.of("correct horse battery"));
    return secrets.findIn(UsedSecrets.logs(List.of(folder)));
  }
}
