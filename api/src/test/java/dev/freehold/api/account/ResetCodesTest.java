package dev.freehold.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.profile.PasswordProfiles;
import dev.freehold.api.profile.Profile;
import io.micronaut.context.ApplicationContext;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetCodesTest {
  private static final EmailAddress ADA = EmailAddress.of("ada@example.com");
  private static final EmailAddress EVE = EmailAddress.of("eve@example.com");

  private static TestDatabase database;
  private static ApplicationContext context;
  private static ResetCodes codes;
  private static Profile profile;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    context = database.context();
    database.execute("update freehold.profiles set trusted = true, native_log_in = true");
    context
        .getBeansOfType(dev.freehold.api.platform.ChangeSubscriber.class)
        .forEach(dev.freehold.api.platform.ChangeSubscriber::missed);
    codes = context.getBean(ResetCodes.class);
    profile = context.getBean(PasswordProfiles.class).require(Optional.empty());
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void forget() {
    database.execute("delete from freehold.reset_codes");
  }

  @Test
  void servesOnce() {
    String code = codes.issue(profile, ADA, "subject of Ada");
    assertThat(code).matches("[0-9]{8}");
    assertThat(codes.redeem(profile, ADA, " " + code + " ")).contains("subject of Ada");
    assertThat(codes.redeem(profile, ADA, code)).isEmpty();
  }

  @Test
  void isForItsAddressAlone() {
    String adas = codes.issue(profile, ADA, "subject of Ada");
    codes.issue(profile, EVE, "subject of Eve");
    assertThat(codes.redeem(profile, EVE, adas)).isEmpty();
    assertThat(codes.redeem(profile, ADA, adas)).contains("subject of Ada");
  }

  @Test
  void endsWithTheNextOne() {
    String first = codes.issue(profile, ADA, "subject of Ada");
    String second = codes.issue(profile, ADA, "subject of Ada");
    assertThat(codes.redeem(profile, ADA, first)).isEmpty();
    assertThat(codes.redeem(profile, ADA, second)).isPresent();
  }

  @Test
  void isRefusedAfterFiveWrongAttempts() {
    String code = codes.issue(profile, ADA, "subject of Ada");
    for (int i = 0; i < 5; i++) {
      assertThat(codes.redeem(profile, ADA, "no code " + i)).isEmpty();
    }
    assertThat(codes.redeem(profile, ADA, code)).isEmpty();
  }

  @Test
  void expires() {
    String code = codes.issue(profile, ADA, "subject of Ada");
    database.execute(
        "update freehold.reset_codes set expires_at = expires_at - interval '15 minutes'");
    assertThat(codes.redeem(profile, ADA, code)).isEmpty();
    codes.clean();
    assertThat(database.texts("select 1 from freehold.reset_codes")).isEmpty();
  }

  @Test
  void isNotKeptInClearNorAsABareHash() {
    String code = codes.issue(profile, ADA, "subject of Ada");
    assertThat(database.texts("select row_to_json(c) from freehold.reset_codes c"))
        .allSatisfy(row -> assertThat(row).doesNotContain(code).doesNotContain("ada@"));
    assertThat(database.texts("select code from freehold.reset_codes"))
        .allSatisfy(row -> assertThat(row).startsWith("v1."));
    // Moved to another's row, it opens nothing.
    database.execute(
        "update freehold.reset_codes set address = encode(sha256('eve@example.com'), 'hex')");
    assertThat(codes.redeem(profile, EVE, code)).isEmpty();
  }
}
