package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.profile.AccountsBeforeOpening.RealmAccounts;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first administrator is made in steps at two places; each start goes on where one ended. */
class FirstAdministratorTest {
  private static final String ADMINISTRATORS =
      """
      select i.subject from freehold.identities i
        join freehold.user_roles ur on ur.user_id = i.user_id
        join freehold.roles r on r.id = ur.role_id and r.name = 'Administrator'\
      """;

  private final TestDatabase database = TestDatabase.create();
  private final Map<String, String> realm = new HashMap<>();
  private ApplicationContext context;
  private boolean dying;

  @BeforeEach
  void start() {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put("freehold.admin.email", "boss@example.com");
    properties.put("freehold.admin.password", "first password");
    context = ApplicationContext.run(properties);
    context.getBean(FirstStart.class).run();
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void theNextStartFinishesWhatAKillLeftAfterTheAccountWasMade() {
    dying = true;
    assertThatThrownBy(this::make).isInstanceOf(Killed.class);
    assertThat(realm).containsOnlyKeys("boss@example.com");
    assertThat(database.texts(ADMINISTRATORS)).isEmpty();

    stop();
    start();
    dying = false;
    make();

    assertThat(realm).hasSize(1);
    assertThat(database.texts(ADMINISTRATORS)).containsExactly(realm.get("boss@example.com"));
  }

  @Test
  void aStartAfterTheUserWasMadeMakesNobodyElse() {
    make();
    stop();
    start();
    make();
    assertThat(database.texts(ADMINISTRATORS)).containsExactly(realm.get("boss@example.com"));
  }

  @Test
  void whoeverRegisteredHimselfIsNeverTakenForTheAdministrator() {
    realm.put("boss@example.com", "a stranger");
    database.execute("update freehold.profiles set opened_at = now()");
    make();
    assertThat(database.texts(ADMINISTRATORS)).isEmpty();
  }

  private void make() {
    Profile profile = context.getBean(ProfileRepository.class).findDefault().orElseThrow();
    context
        .getBeansOfType(AccountsBeforeOpening.class)
        .forEach(accounts -> accounts.make(profile, new Realm()));
  }

  /** The realm's accounts; Keycloak keeps them whatever becomes of the API. */
  private final class Realm implements RealmAccounts {
    @Override
    public Optional<String> subjectByEmail(String email) {
      return Optional.ofNullable(realm.get(email));
    }

    @Override
    public String create(String email, String password) {
      assertThat(realm.putIfAbsent(email, "subject " + realm.size())).isNull();
      if (dying) {
        throw new Killed();
      }
      return realm.get(email);
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
