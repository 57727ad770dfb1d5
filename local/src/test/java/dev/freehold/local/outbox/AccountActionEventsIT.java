package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.HostedPages.Page;
import dev.freehold.local.outbox.RecordingReceiver.Received;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Changes of accounts on ways that are easily forgotten, seen as events. */
class AccountActionEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EMAIL = "ada@example.com";

  private final TestPlatform platform = TestPlatform.shared();
  private TestRealm realm;
  private RecordingReceiver receiver;
  private UserResource user;

  @BeforeEach
  void takeThePlaceOfTheApi() throws IOException {
    platform.stopApi();
    receiver = RecordingReceiver.at(platform.webhook());
    realm = TestRealm.create(platform, change -> {});
    user = realm.user(EMAIL);
  }

  @AfterEach
  void leave() {
    realm.close();
    receiver.close();
  }

  @Test
  void tellsOfAnAddressThatIsChangedAndThenVerifiedByLink()
      throws IOException, InterruptedException {
    String changed = realm.name() + "@example.com";
    enable("UPDATE_EMAIL");
    HostedPages pages = logIn();
    Page form = pages.logIn(realm.name(), "&kc_action=UPDATE_EMAIL");
    Page after = pages.post(form.form(), Map.of("email", changed));
    assertThat(after.leftFor(realm.app())).as(after.body()).isTrue();
    assertThat(awaitLast("user.updated").data().at("/user/email").asText()).isEqualTo(changed);

    user.sendVerifyEmail();
    HostedPages elsewhere = realm.pages();
    elsewhere.get(linkOn(elsewhere.get(mailedLink(changed))));
    assertThat(awaitLast("user.email_verified").data().at("/user/emailVerified").asBoolean())
        .isTrue();
  }

  @Test
  void tellsOfUsersWhoAreImported() {
    UserRepresentation bob = new UserRepresentation();
    bob.setUsername("bob@example.com");
    bob.setEmail("bob@example.com");
    bob.setEnabled(true);
    PartialImportRepresentation users = new PartialImportRepresentation();
    users.setUsers(List.of(bob));
    users.setIfResourceExists("FAIL");
    realm.admin().partialImport(users).close();
    await().atMost(PATIENCE).until(() -> count("user.created") == 2);
    assertThat(awaitLast("user.created").data().at("/user/email").asText())
        .isEqualTo("bob@example.com");
  }

  @Test
  void tellsOfUsersWhoDeleteThemselves() throws IOException, InterruptedException {
    enable("delete_account");
    String account = realm.admin().clients().findByClientId("account").get(0).getId();
    user.roles()
        .clientLevel(account)
        .add(
            List.of(
                realm
                    .admin()
                    .clients()
                    .get(account)
                    .roles()
                    .get("delete-account")
                    .toRepresentation()));
    HostedPages pages = logIn();
    pages.post(pages.logIn(realm.name(), "&kc_action=delete_account").form(), Map.of());
    Received deleted = awaitLast("user.deleted");
    assertThat(deleted.data().path("actor").asText()).isEqualTo("user");
    assertThat(deleted.data().at("/user/email").asText()).isEqualTo(EMAIL);
  }

  private HostedPages logIn() throws IOException, InterruptedException {
    HostedPages pages = realm.pages();
    pages.post(
        pages.logIn(realm.name(), "").form(),
        Map.of("username", EMAIL, "password", TestRealm.PASSWORD));
    return pages;
  }

  private void enable(String action) {
    RequiredActionProviderRepresentation setting = realm.admin().flows().getRequiredAction(action);
    setting.setEnabled(true);
    realm.admin().flows().updateRequiredAction(action, setting);
  }

  private URI mailedLink(String address) {
    await().atMost(PATIENCE).until(() -> !platform.mail().mailsTo(address).isEmpty());
    return platform.mail().mailsTo(address).getLast().links().stream()
        .filter(link -> link.getPath().contains("action-token"))
        .findFirst()
        .orElseThrow();
  }

  /** The way on from the page that an e-mailed link shows first. */
  private static URI linkOn(Page page) {
    Matcher link = Pattern.compile("href=\"([^\"]*action-token[^\"]*)\"").matcher(page.body());
    assertThat(link.find()).as(page.body()).isTrue();
    return page.uri().resolve(link.group(1).replace("&amp;", "&"));
  }

  private Received awaitLast(String type) {
    await().atMost(PATIENCE).until(() -> count(type) > 0);
    return receiver.taken(realm.name()).stream()
        .filter(event -> event.type().equals(type))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private long count(String type) {
    return receiver.types(realm.name()).stream().filter(type::equals).count();
  }
}
