package dev.freehold.api.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableFieldsTest {
  private static final String VALUE = "a-value-nobody-may-see";
  private static final String NEW_KEY = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE=";

  private static TestApi api;
  private static String administrator;

  /** Refers to a variable by its name. */
  @Singleton
  @Requires(property = "test.variable-uses")
  static class Uses implements VariableUses {
    private String changed;

    @Override
    public List<String> of(String name) {
      return name.equals("IN_USE") ? List.of("the client of a test") : List.of();
    }

    @Override
    public void changed(String name) {
      changed = name;
    }
  }

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of("test.variable-uses", true));
    administrator = api.administrator("admin");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode create(String name, String value) {
    return api.graphql(
        administrator,
        "mutation { environmentVariableCreate(data: {name: \"%s\", value: \"%s\"}) { id name usedBy } }"
            .formatted(name, value));
  }

  private static String id(JsonNode answer) {
    assertThat(answer.path("errors")).isEmpty();
    return answer.at("/data/environmentVariableCreate/id").textValue();
  }

  private static JsonNode delete(String id) {
    return api.graphql(
        administrator,
        "mutation { environmentVariableDelete(data: {id: \"%s\"}) { success } }".formatted(id));
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static Variables variables() {
    return api.server.getApplicationContext().getBean(Variables.class);
  }

  @Test
  void valueIsKeptSealedAndResolvedByReference() {
    String id = id(create("GOOGLE_SECRET", VALUE));
    assertThat(variables().value("GOOGLE_SECRET")).contains(VALUE);
    assertThat(variables().resolve("${GOOGLE_SECRET}")).contains(VALUE);
    assertThat(variables().resolve("$GOOGLE_SECRET")).contains("$GOOGLE_SECRET");
    assertThat(variables().resolve("${NOT_THERE}")).isEmpty();

    assertThat(api.database.texts("select t::text from freehold.environment_variables t"))
        .noneMatch(row -> row.contains(VALUE))
        .anyMatch(row -> row.contains(id) && row.contains("v1."));
  }

  @Test
  void valueIsNotInTheSchema() {
    assertThat(
            code(
                api.graphql(
                    administrator, "{ environmentVariablesList { items { name value } } }")))
        .isEqualTo("ValidationError");
    id(create("LISTED", VALUE));
    assertThat(
            api.graphql(
                    administrator,
                    "{ environmentVariablesList { count items { id name usedBy createdAt updatedAt } } }")
                .toString())
        .contains("LISTED")
        .doesNotContain(VALUE);
  }

  @Test
  void newValueReplacesTheOldAndIsTold() {
    String id = id(create("CHANGING", "one"));
    JsonNode answer =
        api.graphql(
            administrator,
            "mutation { environmentVariableUpdate(data: {id: \"%s\", value: \"two\"}) { name } }"
                .formatted(id));
    assertThat(answer.at("/data/environmentVariableUpdate/name").textValue()).isEqualTo("CHANGING");
    assertThat(variables().value("CHANGING")).contains("two");
    assertThat(api.server.getApplicationContext().getBean(Uses.class).changed)
        .isEqualTo("CHANGING");
  }

  @Test
  void variableInUseIsNotDeleted() {
    JsonNode made = create("IN_USE", VALUE);
    assertThat(made.at("/data/environmentVariableCreate/usedBy/0").textValue())
        .isEqualTo("the client of a test");
    JsonNode refused = delete(id(made));
    assertThat(code(refused)).isEqualTo("IllegalOperationError");
    assertThat(refused.at("/errors/0/details/reason").textValue()).isEqualTo("variable_in_use");
    assertThat(refused.at("/errors/0/details/usedBy/0").textValue())
        .isEqualTo("the client of a test");
    assertThat(variables().value("IN_USE")).contains(VALUE);
  }

  @Test
  void variableNobodyUsesIsDeleted() {
    String id = id(create("UNUSED", VALUE));
    assertThat(delete(id).at("/data/environmentVariableDelete/success").booleanValue()).isTrue();
    assertThat(variables().value("UNUSED")).isEmpty();
    assertThat(code(delete(id))).isEqualTo("EntityNotFoundError");
  }

  @Test
  void nameIsTakenOnce() {
    id(create("TWICE", VALUE));
    assertThat(code(create("TWICE", VALUE))).isEqualTo("EntityExistsError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lower", "1ST", "WITH-DASH", "WITH SPACE", "ÄRGER", "A\\nB"})
  void nameOfAnotherShapeIsRefused(String name) {
    JsonNode answer = create(name, VALUE);
    assertThat(code(answer)).isEqualTo("ValidationError");
    assertThat(answer.at("/errors/0/details/name").textValue()).contains("A to Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ environmentVariablesList { count } }",
        "mutation { environmentVariableCreate(data: {name: \"MINE\", value: \"x\"}) { id } }",
        "mutation { environmentVariableUpdate(data: {id: \"0199e1ad-0000-7000-8000-000000000000\", value: \"x\"}) { id } }",
        "mutation { environmentVariableDelete(data: {id: \"0199e1ad-0000-7000-8000-000000000000\"}) { success } }",
        "mutation { secretsReseal { resealed } }"
      })
  void onlyAdministratorsMayAsk(String operation) {
    assertThat(code(api.graphql(null, operation))).isEqualTo("NotAuthorizedError");
    assertThat(code(api.graphql(api.token("somebody", "somebody@example.com", true), operation)))
        .isEqualTo("NotAuthorizedError");
  }

  /** The steps of docs/operations.md, each a start of its own. */
  @Test
  void keyIsChangedWithoutLosingASecret() {
    try (TestApi own = new TestApi(Map.of())) {
      own.graphql(
          own.administrator("admin"),
          "mutation { environmentVariableCreate(data: {name: \"KEPT\", value: \"%s\"}) { id } }"
              .formatted(VALUE));
      Map<String, Object> settings = new HashMap<>(own.database.properties());
      Object oldKey = settings.get("freehold.encryption.key");

      settings.put("freehold.encryption.key", NEW_KEY);
      assertThatThrownBy(() -> ApplicationContext.run(settings).close())
          .rootCause()
          .isInstanceOf(UnreadableSecret.class)
          .hasMessageContaining("Set FREEHOLD_ENCRYPTION_KEY to the key this installation had");

      settings.put("freehold.encryption.key-previous", oldKey);
      try (ApplicationContext both = ApplicationContext.run(settings)) {
        assertThat(both.getBean(Variables.class).value("KEPT")).contains(VALUE);
        assertThat(both.getBean(Resealing.class).run()).isEqualTo(new Resealing.Result(1, 0));
        assertThat(both.getBean(Resealing.class).run()).isEqualTo(new Resealing.Result(0, 0));
      }

      settings.remove("freehold.encryption.key-previous");
      try (ApplicationContext onlyNew = ApplicationContext.run(settings)) {
        assertThat(onlyNew.getBean(Variables.class).value("KEPT")).contains(VALUE);
      }
    }
  }

  @Test
  void lostKeyIsGivenUpByItsId() {
    try (TestApi own = new TestApi(Map.of())) {
      own.graphql(
          own.administrator("admin"),
          "mutation { environmentVariableCreate(data: {name: \"LOST\", value: \"%s\"}) { id } }"
              .formatted(VALUE));
      String sealed =
          own.database.texts("select sealed from freehold.environment_variables").getFirst();
      Map<String, Object> settings = new HashMap<>(own.database.properties());
      settings.put("freehold.encryption.key", NEW_KEY);
      settings.put("freehold.encryption.key-lost", sealed.substring(3, 11));
      try (ApplicationContext without = ApplicationContext.run(settings)) {
        assertThat(without.getBean(Resealing.class).run()).isEqualTo(new Resealing.Result(0, 1));
        assertThatThrownBy(() -> without.getBean(Variables.class).value("LOST"))
            .isInstanceOf(UnreadableSecret.class);
      }
    }
  }
}
