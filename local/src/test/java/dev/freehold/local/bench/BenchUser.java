package dev.freehold.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.Visitor;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Somebody who has signed up, with tokens that last for five minutes each. */
final class BenchUser {
  private final Visitor visitor;
  private final String id;
  private Visitor.Tokens tokens;

  private BenchUser(Visitor visitor, Visitor.Tokens tokens, String id) {
    this.visitor = visitor;
    this.tokens = tokens;
    this.id = id;
  }

  static BenchUser signUp(TestPlatform platform, URI api) {
    Visitor visitor = platform.visitor();
    String email = "bench-" + UUID.randomUUID() + "@example.com";
    Visitor.Tokens tokens =
        visitor.tokens(
            visitor.open(true).submit(Visitor.registration(email, PlatformBench.PASSWORD)));
    JsonNode user = new GraphQl(api, tokens.id()).data("{ user { id } }", Map.of());
    return new BenchUser(visitor, tokens, user.at("/user/id").asText());
  }

  String id() {
    return id;
  }

  /** A token that was never used. */
  String token() {
    tokens = visitor.refresh(tokens);
    return tokens.id();
  }

  void give(String role, Connection database) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "insert into freehold.user_roles (user_id, role_id)"
                + " select cast(? as uuid), id from freehold.roles where name = ?")) {
      statement.setString(1, id);
      statement.setString(2, role);
      if (statement.executeUpdate() != 1) {
        throw new SQLException("There is no role " + role);
      }
    }
  }
}
