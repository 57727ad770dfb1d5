package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GraphiQlPageTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @Test
  void servesThePageAndAllItNeedsInLocalMode() throws Exception {
    try (GraphQlServer server = new GraphQlServer(Map.of("freehold.mode", "local"))) {
      HttpResponse<String> page = server.send(server.request("/graphiql"));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'");
      Matcher references = REFERENCE.matcher(page.body());
      int found = 0;
      while (references.find()) {
        found++;
        assertThat(references.group(1)).startsWith("/graphiql/");
        assertThat(server.send(server.request(references.group(1))).statusCode()).isEqualTo(200);
      }
      assertThat(found).isEqualTo(6);
      assertThat(server.send(server.request("/graphiql/README.md")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void isNotThereInProduction() throws Exception {
    try (GraphQlServer server = new GraphQlServer(Map.of("freehold.mode", "production"))) {
      for (String path : new String[] {"/graphiql", "/graphiql/start.js"}) {
        assertThat(server.send(server.request(path)).statusCode()).isEqualTo(404);
      }
    }
  }
}
