package dev.freehold.keycloak.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";

  /** The example of the Standard Webhooks libraries. */
  private static final WebhookSecret SECRET =
      WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsAsTheStandardsExample() {
    assertThat(WebhookSignature.of(List.of(SECRET), ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void signsWithBothSecretsWhileOneIsReplaced() {
    WebhookSecret next = WebhookSecret.parse("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    String[] both = WebhookSignature.of(List.of(next, SECRET), ID, TIMESTAMP, BODY).split(" ", -1);
    assertThat(both).hasSize(2).doesNotHaveDuplicates();
    assertThat(both[1]).isEqualTo(SIGNATURE);
  }

  @Test
  void neverShowsASecret() {
    assertThat(SECRET.toString()).isEqualTo("whsec_…");
  }
}
