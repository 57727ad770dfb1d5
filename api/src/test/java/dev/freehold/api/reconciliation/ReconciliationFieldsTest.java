package dev.freehold.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconciliationFieldsTest {
  private static TestApi api;
  private static String root;
  private static String profile;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    root = api.administrator("root");
    profile = api.database.texts("select id from freehold.profiles").getFirst();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void startsOneRunAtATimeAndShowsIt() {
    JsonNode run = api.graphql(root, reconcile(profile)).at("/data/reconcileUsers");
    assertThat(run.at("/status").asText()).isEqualTo("RUNNING");
    assertThat(run.at("/dryRun").asBoolean()).isTrue();
    assertThat(run.at("/askedBy").asText()).startsWith("user ");
    JsonNode error = api.graphql(root, reconcile(profile)).at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("IllegalOperationError");
    assertThat(error.at("/details/reason").asText()).isEqualTo("reconciliation_running");
    assertThat(error.at("/details/run").asText()).isEqualTo(run.at("/id").asText());
    JsonNode page =
        api.graphql(
                root, "{ reconciliationRuns(first: 1) { hasMore items { id findings { kind } } } }")
            .at("/data/reconciliationRuns");
    assertThat(page.at("/items/0/id")).isEqualTo(run.at("/id"));
    assertThat(page.at("/hasMore").asBoolean(true)).isFalse();
    assertThat(
            api.database.texts(
                "select details->>'dryRun' from freehold.audit_log where action ="
                    + " 'profile.reconcile'"))
        .containsExactly("true");
  }

  @Test
  void tellsWhatIsKnownHereWhileKeycloakIsDown() {
    api.prepare(
        """
        insert into freehold.inbox
          (webhook_id, type, profile_id, subject, sequence, outcome, occurred_at, received_at)
        values ('1', 'user.created', '%s', 's', 1, 'CREATED', now() - interval '3 s', now())\
        """
            .formatted(profile));
    JsonNode status =
        api.graphql(
                root,
                "{ syncStatus { profiles { profile backlog deadLetters problem lastEventAt"
                    + " lagSeconds lagSecondsP99 lastRun { id } } } }")
            .at("/data/syncStatus/profiles/0");
    assertThat(status.at("/profile").asText()).isEqualTo("Default");
    assertThat(status.at("/backlog").isNull()).isTrue();
    assertThat(status.at("/problem").asText()).contains("Keycloak");
    assertThat(status.at("/lagSeconds").asDouble()).isBetween(2.9, 3.1);
    assertThat(status.at("/lagSecondsP99").asDouble()).isBetween(2.9, 3.1);
  }

  @Test
  void isForAdministratorsOnly() {
    String ada = api.token("s1", "ada@example.com", true);
    for (String operation :
        new String[] {
          "{ syncStatus { profiles { profile } } }",
          "{ reconciliationRuns { hasMore } }",
          reconcile(profile)
        }) {
      assertThat(api.graphql(ada, operation).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void refusesAProfileThatIsNotThere() {
    assertThat(
            api.graphql(root, reconcile("01a1fc4b-0000-7000-8000-000000000000"))
                .at("/errors/0/code")
                .asText())
        .isEqualTo("EntityNotFoundError");
  }

  private static String reconcile(String id) {
    return "mutation { reconcileUsers(profileId: \""
        + id
        + "\", dryRun: true) { id status dryRun askedBy } }";
  }
}
