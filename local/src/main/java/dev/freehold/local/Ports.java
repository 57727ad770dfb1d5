package dev.freehold.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of the local platform, all on loopback. */
record Ports(
    int api,
    int management,
    int keycloak,
    int keycloakManagement,
    int mail,
    int smtp,
    int postgres) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

  /**
   * The defaults, each overridden by its variable.
   *
   * @throws StartException naming the variable when a value is no port
   */
  static Ports of(Map<String, String> environment) {
    return new Ports(
        port(environment, "FREEHOLD_API_PORT", 8080),
        port(environment, "FREEHOLD_MANAGEMENT_PORT", 8081),
        port(environment, "FREEHOLD_KEYCLOAK_PORT", 8180),
        port(environment, "FREEHOLD_KEYCLOAK_MANAGEMENT_PORT", 8190),
        port(environment, "FREEHOLD_MAIL_PORT", 8025),
        port(environment, "FREEHOLD_SMTP_PORT", 1025),
        port(environment, "FREEHOLD_POSTGRES_PORT", 54329));
  }

  /**
   * Returns when every port is free, each taken once only.
   *
   * @throws StartException naming the ports that are taken and their variables
   */
  void demandFree() {
    List<ServerSocket> held = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    try {
      bySetting()
          .forEach((setting, port) -> {
            if (!hold(port, held)) {
              taken.add("Port " + port + " is taken. Free it, or set " + setting + " to another.");
            }
          });
    } finally {
      held.forEach(Ports::close);
    }
    if (!taken.isEmpty()) {
      throw new StartException(String.join(System.lineSeparator(), taken));
    }
  }

  private Map<String, Integer> bySetting() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("FREEHOLD_API_PORT", api);
    ports.put("FREEHOLD_MANAGEMENT_PORT", management);
    ports.put("FREEHOLD_KEYCLOAK_PORT", keycloak);
    ports.put("FREEHOLD_KEYCLOAK_MANAGEMENT_PORT", keycloakManagement);
    ports.put("FREEHOLD_MAIL_PORT", mail);
    ports.put("FREEHOLD_SMTP_PORT", smtp);
    ports.put("FREEHOLD_POSTGRES_PORT", postgres);
    return ports;
  }

  /** Both families: a browser may try ::1 first and would reach whatever listens there. */
  private static boolean hold(int port, List<ServerSocket> held) {
    for (String address : LOOPBACK) {
      try {
        ServerSocket socket = new ServerSocket();
        held.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      } catch (BindException e) {
        // A machine without IPv6 says "cannot assign"; nothing listens there then.
        if (address.equals("127.0.0.1") || !String.valueOf(e.getMessage()).contains("assign")) {
          return false;
        }
      } catch (IOException e) {
        if (address.equals("127.0.0.1")) {
          return false;
        }
      }
    }
    return true;
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int port(Map<String, String> environment, String setting, int otherwise) {
    String value = environment.get(setting);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new StartException(setting + " is \"" + value + "\": a port from 1 to 65535 is needed.");
  }
}
