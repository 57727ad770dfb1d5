package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;

class PlatformIT {
  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void keepsWhatIsCommitted() throws SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  void opensTheDatabaseOnLoopbackOnlyAndWithPassword() throws SQLException {
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting("unix_socket_directories")).isEmpty();
    try (Connection connection = platform.keycloakDatabase();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select distinct auth_method from pg_hba_file_rules")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("scram-sha-256");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void showsTheHostedPageOfANewRealm() {
    RealmResource realm = platform.newRealm("platform", change -> {});
    String name = realm.toRepresentation().getRealm();
    try (var context = platform.browser().newContext()) {
      var page = context.newPage();
      page.navigate(
          platform.keycloak().url()
              + "/realms/"
              + name
              + "/protocol/openid-connect/auth?client_id=freehold-app&response_type=code&scope=openid"
              + "&redirect_uri="
              + platform.webhook().resolve("/").toString().replace("127.0.0.1", "localhost")
              + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
      assertThat(page.locator("#username").isVisible()).isTrue();
    } finally {
      realm.remove();
    }
  }

  private String setting(String name) throws SQLException {
    try (Connection connection = platform.keycloakDatabase();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
