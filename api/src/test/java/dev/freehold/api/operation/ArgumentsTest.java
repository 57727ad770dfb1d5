package dev.freehold.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-000000000001");

  @Test
  void readsEachKindOfValue() {
    Arguments arguments =
        new Arguments(
            Map.of(
                "text",
                "a",
                "number",
                3,
                "yes",
                true,
                "at",
                Instant.EPOCH,
                "id",
                ID.toString(),
                "ids",
                List.of(ID.toString()),
                "inner",
                Map.of("text", "b")));

    assertThat(arguments.string("text")).contains("a");
    assertThat(arguments.integer("number")).contains(3);
    assertThat(arguments.flag("yes")).contains(true);
    assertThat(arguments.instant("at")).contains(Instant.EPOCH);
    assertThat(arguments.id("id")).contains(ID);
    assertThat(arguments.ids("ids")).containsExactly(ID);
    assertThat(arguments.object("inner").orElseThrow().string("text")).contains("b");
  }

  @Test
  void tellsAnAbsentValueFromAnExplicitNull() {
    Map<String, Object> values = new HashMap<>();
    values.put("given", null);
    Arguments arguments = new Arguments(values);

    assertThat(arguments.has("given")).isTrue();
    assertThat(arguments.string("given")).isEmpty();
    assertThat(arguments.has("absent")).isFalse();
    assertThat(arguments.strings("absent")).isEmpty();
    assertThat(arguments.object("absent")).isEmpty();
  }

  @Test
  void refusesAnIdThatIsNoUuidByItsName() {
    Arguments arguments = new Arguments(Map.of("userId", "1; DROP TABLE users"));

    assertThatThrownBy(() -> arguments.id("userId"))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION);
              assertThat(refusal.details()).isEqualTo(Map.of("userId", "is not a UUID"));
            });
  }
}
