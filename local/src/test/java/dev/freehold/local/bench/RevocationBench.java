package dev.freehold.local.bench;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.TwoNodes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;

/** From Keycloak's answer to a log-out until two nodes refuse the token. */
class RevocationBench {
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 100;
  private static final String EMAIL = "revoked@example.com";

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void logOutToRefusalOnTwoNodes() throws Exception {
    try (TwoNodes nodes = new TwoNodes(platform)) {
      platform.awaitProvisioned();
      platform.visitor().register(EMAIL, PlatformBench.PASSWORD);
      RealmResource realm = platform.admin().realm("freehold");
      UserResource user =
          realm.users().get(realm.users().searchByEmail(EMAIL, true).getFirst().getId());
      List<Long> nanos = new ArrayList<>();
      for (int round = 0; round < WARM_UP + ROUNDS; round++) {
        String token = platform.visitor().logIn(EMAIL, PlatformBench.PASSWORD);
        long waited = nodes.untilBothRefuse(token, user::logout);
        if (round >= WARM_UP) {
          nanos.add(waited);
        }
      }
      Report.section("Revocation: an administrator's log-out, answered to refused by two nodes");
      Report.line("both refuse", Durations.of(nanos));
    }
  }
}
