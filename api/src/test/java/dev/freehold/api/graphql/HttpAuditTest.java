package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** GraphQL over HTTP as the audits of the npm package graphql-http see it. */
class HttpAuditTest {
  @Test
  void passesEveryAuditOfGraphqlHttp() throws Exception {
    NodeProject node = NodeProject.install();
    try (GraphQlServer server = new GraphQlServer(Map.of())) {
      JsonNode report =
          new ObjectMapper().readTree(node.run("audit.js", server.uri("/graphql").toString()));

      assertThat(report.findValues("failed")).allSatisfy(failed -> assertThat(failed).isEmpty());
      assertThat(report.at("/MUST/ok")).hasSize(13);
      assertThat(report.at("/SHOULD/ok")).hasSize(23);
      assertThat(report.at("/MAY/ok")).hasSize(25);
    }
  }
}
