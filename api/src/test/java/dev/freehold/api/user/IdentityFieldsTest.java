package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import dev.freehold.api.profile.TrustedIssuers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Linking and unlinking, and what administrators do about users with one e-mail. */
class IdentityFieldsTest {
  private static TestApi api;
  private static TestProvider provider;
  private static String root;
  private static String home;
  private static String foreign;

  private String name;
  private String bearer;
  private String userId;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    provider = new TestProvider();
    root = api.administrator("root");
    foreign =
        api.graphql(
                root,
                "mutation { authenticationProfileCreate(data: {name: \"Foreign\", type: OPENID,"
                    + " selfSignUp: OFF, openId: {issuer: \""
                    + provider.issuer()
                    + "\", audiences: [\"shop\"]}}) { id } }")
            .at("/data/authenticationProfileCreate/id")
            .textValue();
    home = api.database.texts("select id from freehold.profiles where is_default").getFirst();
    TrustedIssuers issuers = api.server.getApplicationContext().getBean(TrustedIssuers.class);
    await().until(() -> issuers.byIssuer(provider.issuer()).isPresent());
  }

  @AfterAll
  static void stop() {
    api.close();
    provider.close();
  }

  @BeforeEach
  void somebodyNew() {
    name = "ada-" + UUID.randomUUID();
    bearer = api.token(name, name + "@example.com", true);
    userId = id(bearer);
  }

  private static String id(String bearer) {
    return api.graphql(bearer, "{ user { id } }").at("/data/user/id").textValue();
  }

  /** A token of the other profile, whose sign-up is off. */
  private static String foreign(String subject) {
    return provider.token(subject, claims -> claims.claim("email", subject + "@elsewhere.example"));
  }

  private static JsonNode link(String bearer, String token) {
    return api.graphql(
        bearer,
        "mutation { userLinkIdentity(token: \"%s\") { id identities { authProfileName subject email } } }"
            .formatted(token));
  }

  private static JsonNode unlink(String bearer, String userId, String profile, String subject) {
    return api.graphql(
        bearer,
        "mutation { userUnlinkIdentity(userId: %s, identity: {authProfileId: \"%s\", subject: \"%s\"}) { identities { subject } } }"
            .formatted(userId == null ? "null" : '"' + userId + '"', profile, subject));
  }

  private static JsonNode merge(String into, String from, String more) {
    return api.graphql(
        root,
        "mutation { usersMerge(into: \"%s\", from: \"%s\" %s) { id identities { subject } roles { items { name } } } }"
            .formatted(into, from, more));
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").textValue();
  }

  private static void giveRole(String userId, String role) {
    api.prepare(
        """
        insert into freehold.roles (id, name) values (gen_random_uuid(), '%s') on conflict do nothing;
        insert into freehold.user_roles (user_id, role_id)
          select '%s', id from freehold.roles where name = '%s'\
        """
            .formatted(role, userId, role));
  }

  @Test
  void tokenOfTheOtherProfileLinksItsIdentity() {
    String other = foreign(name);
    assertThat(api.graphql(other, "{ user { id } }").at("/data/user").isNull()).isTrue();
    JsonNode answer = link(bearer, other);
    assertThat(answer.at("/data/userLinkIdentity/id").textValue()).isEqualTo(userId);
    assertThat(answer.at("/data/userLinkIdentity/identities").findValuesAsText("authProfileName"))
        .containsExactly("Default", "Foreign");
    assertThat(id(other)).isEqualTo(userId);
    assertThat(link(bearer, other).path("errors")).isEmpty();
    assertThat(
            api.database.texts(
                "select actor from freehold.audit_log where action = 'user.identity.link' and target = 'user "
                    + userId
                    + "'"))
        .containsExactly("user " + userId);
  }

  @Test
  void identityOfAnotherUserIsNotTaken() {
    link(bearer, foreign(name));
    String thief = api.token("thief " + name, "thief-" + name + "@example.com", true);
    id(thief);
    for (String token : List.of(foreign(name), bearer)) {
      JsonNode answer = link(thief, token);
      assertThat(code(answer)).isEqualTo("IllegalOperationError");
      assertThat(reason(answer)).isEqualTo("identity_of_another_user");
    }
    assertThat(id(foreign(name))).isEqualTo(userId);
  }

  @Test
  void tokenThatProvesNothingIsRefused() {
    String old =
        provider.token(
            name, claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(700))));
    assertThat(reason(link(bearer, old))).isEqualTo("identity_token_too_old");
    for (String token : List.of("", "x.y.z", foreign(name) + "x", "fht_" + "0".repeat(76))) {
      JsonNode answer = link(bearer, token);
      assertThat(code(answer)).isEqualTo("IllegalOperationError");
      assertThat(reason(answer)).isEqualTo("identity_token_not_accepted");
    }
  }

  @Test
  void identityDeletedAtItsIssuerIsNotLinked() {
    api.database.execute(
        "insert into freehold.identities (profile_id, subject, enabled, deleted_at) values ('%s', '%s', false, now())"
            .formatted(foreign, name));
    assertThat(reason(link(bearer, foreign(name)))).isEqualTo("identity_deleted");
  }

  @Test
  void disabledIdentityNeitherLinksNorIsLinked() {
    link(bearer, foreign(name));
    api.prepare(
        "update freehold.identities set enabled = false where subject = '%s' and profile_id = '%s'"
            .formatted(name, foreign));
    assertThat(code(link(foreign(name), foreign("more " + name)))).isEqualTo("NotAuthorizedError");
    String thief = api.token("thief " + name, "thief-" + name + "@example.com", true);
    id(thief);
    assertThat(reason(link(thief, foreign(name)))).isEqualTo("identity_of_another_user");
  }

  @Test
  void onlyAUserLinks() {
    String roleId =
        api.database.texts("select id from freehold.roles where name = 'Administrator'").getFirst();
    String apiToken =
        api.graphql(
                root,
                "mutation { apiTokenCreate(data: {name: \"%s\", roles: [\"%s\"]}) { token } }"
                    .formatted(name, roleId))
            .at("/data/apiTokenCreate/token")
            .textValue();
    for (String caller : new String[] {null, apiToken, foreign("stranger " + name)}) {
      assertThat(code(link(caller, foreign(name)))).isEqualTo("NotAuthorizedError");
      assertThat(code(unlink(caller, null, home, name))).isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void unlinkedIdentityIsNoLongerTheUsers() {
    String token =
        provider.token(
            name,
            claims -> claims.claim("email", name + "@example.com").claim("email_verified", true));
    link(bearer, token);
    assertThat(unlink(bearer, null, foreign, name).path("errors")).isEmpty();
    assertThat(api.graphql(token, "{ user { id } }").at("/data/user").isNull()).isTrue();
    // Nor does the same verified e-mail bring it back: that would be silent.
    api.prepare("update freehold.profiles set sign_up_mode = 'OPEN' where id = '" + foreign + "'");
    try {
      assertThat(id(token)).isNotNull().isNotEqualTo(userId);
    } finally {
      api.prepare("update freehold.profiles set sign_up_mode = 'OFF' where id = '" + foreign + "'");
    }
  }

  @Test
  void lastIdentityStays() {
    assertThat(reason(unlink(bearer, null, home, name))).isEqualTo("last_identity");
    link(bearer, foreign(name));
    api.prepare(
        "update freehold.identities set enabled = false where subject = '%s' and profile_id = '%s'"
            .formatted(name, foreign));
    assertThat(reason(unlink(bearer, null, home, name))).isEqualTo("last_identity");
  }

  @Test
  void nobodyUnlinksAnothersIdentityButAdministrators() {
    link(bearer, foreign(name));
    String other = api.token("other " + name, "other-" + name + "@example.com", true);
    id(other);
    assertThat(code(unlink(other, userId, foreign, name))).isEqualTo("NotAuthorizedError");
    assertThat(reason(unlink(other, null, foreign, name))).isEqualTo("identity_unknown");
    assertThat(unlink(root, userId, foreign, name).path("errors")).isEmpty();
  }

  @Test
  void clashingEmailsAreListedForAdministratorsOnly() {
    String second =
        api.token(
            "unverified " + name, name.toUpperCase(java.util.Locale.ROOT) + "@Example.com", false);
    String secondId = id(second);
    String query = "{ userConflictsList(first: 1000) { count items { email users { id } } } }";
    JsonNode conflicts = api.graphql(root, query).at("/data/userConflictsList/items");
    assertThat(conflicts)
        .anySatisfy(one -> {
          assertThat(one.get("email").textValue()).isEqualTo(name + "@example.com");
          assertThat(one.get("users").findValuesAsText("id")).containsExactly(userId, secondId);
        });
    assertThat(code(api.graphql(second, query))).isEqualTo("NotAuthorizedError");
    assertThat(
            code(
                api.graphql(
                    second,
                    "mutation { usersMerge(into: \"%s\", from: \"%s\") { id } }"
                        .formatted(secondId, userId))))
        .isEqualTo("NotAuthorizedError");
    assertThat(
            code(
                api.graphql(
                    second,
                    "mutation { userSplit(userId: \"%s\", identity: {authProfileId: \"%s\", subject: \"%s\"}) { id } }"
                        .formatted(userId, home, name))))
        .isEqualTo("NotAuthorizedError");
  }

  @Test
  void mergeMovesIdentitiesAndOnlyAskedForRoles() {
    for (boolean takeRoles : new boolean[] {false, true}) {
      String subject = "second " + takeRoles + name;
      String second = api.token(subject, name + "@example.com", false);
      String secondId = id(second);
      giveRole(secondId, "Clerk");
      JsonNode merged = merge(userId, secondId, takeRoles ? ", takeRoles: true" : "");
      assertThat(merged.at("/data/usersMerge/identities").findValuesAsText("subject"))
          .contains(name, subject);
      List<String> roles = merged.at("/data/usersMerge/roles").findValuesAsText("name");
      assertThat(roles.contains("Clerk")).isEqualTo(takeRoles);
      // Both tokens are the one user's at once.
      assertThat(id(second)).isEqualTo(userId);
      assertThat(id(bearer)).isEqualTo(userId);
      assertThat(api.database.texts("select 1 from freehold.users where id = '" + secondId + "'"))
          .isEmpty();
    }
  }

  @Test
  void mergeKeepsBansAndTheLastAdministrator() {
    String banned = id(api.token("banned " + name, name + "@example.com", false));
    api.prepare("update freehold.users set status = 'DISABLED' where id = '" + banned + "'");
    assertThat(reason(merge(userId, banned, ""))).isEqualTo("user_disabled");
    assertThat(reason(merge(banned, userId, ""))).isEqualTo("user_disabled");
    assertThat(reason(merge(userId, userId, ""))).isEqualTo("same_user");
    assertThat(merge(userId, id(root), "").at("/errors/0/details/from").textValue())
        .contains("last administrator");
  }

  @Test
  void splitMakesAUserOfItsOwnAgain() {
    String second = api.token("second " + name, name + "@example.com", false);
    String secondId = id(second);
    merge(userId, secondId, "");
    giveRole(userId, "Clerk");
    JsonNode split =
        api.graphql(
            root,
            "mutation { userSplit(userId: \"%s\", identity: {authProfileId: \"%s\", subject: \"second %s\"}) { id roles { items { name } } } }"
                .formatted(userId, home, name));
    String own = split.at("/data/userSplit/id").textValue();
    assertThat(own).isNotNull().isNotEqualTo(userId);
    assertThat(split.at("/data/userSplit/roles").findValuesAsText("name")).containsExactly("Guest");
    assertThat(id(second)).isEqualTo(own);
    assertThat(id(bearer)).isEqualTo(userId);
  }
}
