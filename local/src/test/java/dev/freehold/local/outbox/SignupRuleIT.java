package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.HostedPages.Page;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

class SignupRuleIT {
  private static final String REFUSED = "Sign-up is open to these e-mail domains only: example.com";

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void admitsEverybodyWhenOpen() throws IOException, InterruptedException {
    try (TestRealm realm = TestRealm.create(platform, TestRealm.signup("open", ""))) {
      assertThat(realm.register("ada@anywhere.example")).isTrue();
      assertThat(realm.has("ada@anywhere.example")).isTrue();
    }
  }

  @Test
  void admitsOnlyTheDomainsOfTheList() throws IOException, InterruptedException {
    try (TestRealm realm = TestRealm.create(platform, TestRealm.signup("domains", "example.com"))) {
      assertThat(realm.register("ada@example.com")).isTrue();
      for (String email :
          List.of("eve@evil.example", "eve@sub.example.com", "eve@example.com.evil.example")) {
        Page page = realm.pages().register(realm.name(), email, TestRealm.PASSWORD);
        assertThat(page.leftFor(realm.app())).isFalse();
        assertThat(page.body()).contains(REFUSED);
        assertThat(realm.has(email)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "Open", ""})
  void admitsNobodyWhenOffOrUnknown(String mode) throws IOException, InterruptedException {
    try (TestRealm realm = TestRealm.create(platform, TestRealm.signup(mode, "example.com"))) {
      Page page = realm.pages().register(realm.name(), "ada@example.com", TestRealm.PASSWORD);
      assertThat(page.body()).contains("Sign-up is by invitation only.");
      assertThat(realm.has("ada@example.com")).isFalse();
    }
  }

  @Test
  void refusesASignUpWithoutAnEmail() throws IOException, InterruptedException {
    try (TestRealm realm =
        TestRealm.create(
            platform,
            TestRealm.signup("domains", "example.com")
                .andThen(change -> change.setRegistrationEmailAsUsername(false)))) {
      HostedPages pages = realm.pages();
      pages.post(
          pages.signUp(realm.name()).form(),
          Map.of(
              "username", "nomail",
              "firstName", "No",
              "lastName", "Mail",
              "password", TestRealm.PASSWORD,
              "password-confirm", TestRealm.PASSWORD));
      assertThat(realm.admin().users().searchByUsername("nomail", true)).isEmpty();
    }
  }

  @Test
  void exemptsAdministratorsAndWhatIsUnchangedButNoChange()
      throws IOException, InterruptedException {
    try (TestRealm realm =
        TestRealm.create(
            platform,
            // Else the e-mail, being the user name, cannot be edited at all.
            TestRealm.signup("domains", "example.com")
                .andThen(change -> change.setEditUsernameAllowed(true)))) {
      UserResource user = realm.user("ada@elsewhere.example");
      String token = realm.token("ada@elsewhere.example");
      assertThat(
              Rest.post(
                      realm.account(), token, TestRealm.profile("ada@elsewhere.example", "Augusta"))
                  .status())
          .isEqualTo(204);
      Rest.Answer refused =
          Rest.post(realm.account(), token, TestRealm.profile("ada@evil.example", "Augusta"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().toString()).contains("freeholdSignupDomainRefused", "example.com");
      assertThat(user.toRepresentation().getEmail()).isEqualTo("ada@elsewhere.example");
      assertThat(
              Rest.post(realm.account(), token, TestRealm.profile("ada@example.com", "Augusta"))
                  .status())
          .isEqualTo(204);
      UserRepresentation ada = user.toRepresentation();
      ada.setEmail("ada@third.example");
      user.update(ada);
      assertThat(user.toRepresentation().getEmail()).isEqualTo("ada@third.example");
    }
  }

  @ParameterizedTest
  @CsvSource({"off", "missing", "on"})
  void holdsForBrokeredFirstLogins(String review) throws IOException, InterruptedException {
    try (TestRealm upstream = TestRealm.create(platform, change -> {});
        TestRealm realm =
            TestRealm.create(
                platform,
                TestRealm.signup("domains", "example.com")
                    .andThen(change -> change.setEventsEnabled(true)))) {
      upstream.user("eve@evil.example");
      upstream.user("ada@example.com");
      broker(upstream, realm, review);

      Page refused = logInThrough(upstream, realm, "eve@evil.example");
      // With "missing" the refusal is what is missing: the page asks for another address.
      if (!review.equals("off")) {
        refused = confirm(realm, refused, "eve@evil.example");
      }
      assertThat(refused.leftFor(realm.app())).isFalse();
      assertThat(refused.body()).contains(REFUSED);
      assertThat(realm.has("eve@evil.example")).isFalse();
      if (review.equals("off")) {
        assertThat(refusals(realm))
            .containsExactly("IDENTITY_PROVIDER_FIRST_LOGIN_ERROR not_allowed eve@evil.example");
      }

      Page admitted = logInThrough(upstream, realm, "ada@example.com");
      if (review.equals("on")) {
        admitted = confirm(realm, admitted, "ada@example.com");
      }
      assertThat(admitted.leftFor(realm.app())).isTrue();
      assertThat(realm.has("ada@example.com")).isTrue();
    }
  }

  /** Each once: Keycloak tells of an error in this flow again when it answers the request. */
  private static Set<String> refusals(TestRealm realm) {
    return realm.admin().getEvents().stream()
        .map(event ->
            event.getType()
                + ' '
                + event.getError()
                + ' '
                + event.getDetails().get("identity_provider_identity"))
        .collect(Collectors.toSet());
  }

  private HostedPages pages;

  private Page logInThrough(TestRealm upstream, TestRealm realm, String email)
      throws IOException, InterruptedException {
    pages = realm.pages();
    Page logIn = pages.logIn(realm.name(), "&kc_idp_hint=upstream");
    assertThat(logIn.uri().getPath()).contains(upstream.name());
    return pages.post(logIn.form(), Map.of("username", email, "password", TestRealm.PASSWORD));
  }

  private Page confirm(TestRealm realm, Page review, String email)
      throws IOException, InterruptedException {
    assertThat(review.uri().getPath()).contains(realm.name());
    return pages.post(
        review.form(),
        Map.of("username", email, "email", email, "firstName", "Ada", "lastName", "Lovelace"));
  }

  /** Lets users of one realm log in to the other. */
  private void broker(TestRealm upstream, TestRealm realm, String review) {
    ClientRepresentation client = new ClientRepresentation();
    client.setClientId("downstream");
    client.setSecret("secret-of-the-test");
    client.setRedirectUris(
        List.of(
            platform.keycloak().url() + "/realms/" + realm.name() + "/broker/upstream/endpoint"));
    upstream.admin().clients().create(client).close();

    URI oidc =
        URI.create(
            platform.keycloak().url() + "/realms/" + upstream.name() + "/protocol/openid-connect/");
    IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
    provider.setAlias("upstream");
    provider.setProviderId("oidc");
    provider.setEnabled(true);
    provider.setConfig(
        Map.of(
            "clientId", "downstream",
            "clientSecret", "secret-of-the-test",
            "clientAuthMethod", "client_secret_post",
            "authorizationUrl", oidc + "auth",
            "tokenUrl", oidc + "token",
            "disableUserInfo", "true",
            "defaultScope", "openid email profile"));
    realm.admin().identityProviders().create(provider).close();

    var flows = realm.admin().flows();
    String config =
        flows.getExecutions("first broker login").stream()
            .filter(step -> "idp-review-profile".equals(step.getProviderId()))
            .findFirst()
            .orElseThrow()
            .getAuthenticationConfig();
    AuthenticatorConfigRepresentation change = flows.getAuthenticatorConfig(config);
    change.setConfig(Map.of("update.profile.on.first.login", review));
    flows.updateAuthenticatorConfig(config, change);
  }
}
