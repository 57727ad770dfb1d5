package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void takesItsDefaultsAndWhatTheEnvironmentOverrides() {
    Ports ports = Ports.of(Map.of("FREEHOLD_SMTP_PORT", "2525", "FREEHOLD_MAIL_PORT", ""));

    assertThat(ports).isEqualTo(new Ports(8080, 8081, 8180, 8190, 8025, 2525, 54329));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "65536", "-1", "80 80"})
  void namesTheSettingThatIsNoPort(String value) {
    assertThatThrownBy(() -> Ports.of(Map.of("FREEHOLD_API_PORT", value)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("FREEHOLD_API_PORT")
        .hasMessageContaining(value);
  }

  @Test
  void acceptsFreePorts() {
    assertThatCode(() -> FreePorts.pick().demandFree()).doesNotThrowAnyException();
  }

  @Test
  void namesEveryTakenPortAndItsSetting() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket everywhere = new ServerSocket(0)) {
      Ports free = FreePorts.pick();
      Ports ports =
          new Ports(
              free.api(),
              free.management(),
              one.getLocalPort(),
              free.keycloakManagement(),
              free.mail(),
              free.smtp(),
              everywhere.getLocalPort());

      assertThatThrownBy(ports::demandFree)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Port " + one.getLocalPort() + " is taken")
          .hasMessageContaining("FREEHOLD_KEYCLOAK_PORT")
          .hasMessageContaining("Port " + everywhere.getLocalPort() + " is taken")
          .hasMessageContaining("FREEHOLD_POSTGRES_PORT");
    }
  }

  @Test
  void refusesOnePortForTwoParts() {
    Ports free = FreePorts.pick();
    Ports ports =
        new Ports(
            free.api(),
            free.api(),
            free.keycloak(),
            free.keycloakManagement(),
            free.mail(),
            free.smtp(),
            free.postgres());

    assertThatThrownBy(ports::demandFree).hasMessageContaining("FREEHOLD_MANAGEMENT_PORT");
  }
}
