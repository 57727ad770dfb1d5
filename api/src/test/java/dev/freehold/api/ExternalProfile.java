package dev.freehold.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.profile.TrustedIssuers;

/** Makes profiles of external issuers through the API. */
public final class ExternalProfile {
  private ExternalProfile() {}

  /** Its id; every node that is asked for trusts it from here on. */
  public static String openId(
      TestApi api, String administrator, TestProvider provider, String common, String openId) {
    return create(
        api,
        administrator,
        provider,
        "name: \"Foreign\", type: OPENID, "
            + common
            + ", openId: {issuer: \""
            + provider.issuer()
            + "\", audiences: [\""
            + TestProvider.CLIENT
            + "\"]"
            + openId
            + "}");
  }

  public static String create(
      TestApi api, String administrator, TestProvider provider, String data) {
    JsonNode answer =
        api.graphql(
            administrator, "mutation { authenticationProfileCreate(data: {" + data + "}) { id } }");
    TrustedIssuers issuers = api.server.getApplicationContext().getBean(TrustedIssuers.class);
    String id = answer.at("/data/authenticationProfileCreate/id").asText();
    if (id.isEmpty()) {
      throw new AssertionError(answer);
    }
    await().until(() -> issuers.byIssuer(provider.issuer()).isPresent());
    return id;
  }
}
