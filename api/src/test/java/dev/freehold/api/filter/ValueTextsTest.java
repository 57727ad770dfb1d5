package dev.freehold.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;
import dev.freehold.api.catalog.Scalar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL makes of values, and what never gets there. */
class ValueTextsTest {
  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
  }

  @Test
  void reachesPostgreSqlUnchanged() throws Exception {
    assertThat(roundTrip(type(Scalar.BIGINT, "bigint"), "9223372036854775807"))
        .isEqualTo("9223372036854775807");
    assertThat(roundTrip(type(Scalar.NUMERIC, "numeric"), "0.10000000000000000001"))
        .isEqualTo("0.10000000000000000001");
    assertThat(roundTrip(type(Scalar.INT, "integer"), 5)).isEqualTo("5");
    assertThat(roundTrip(type(Scalar.BOOLEAN, "boolean"), true)).isEqualTo("true");
    assertThat(roundTrip(type(Scalar.BYTES, "bytea"), "AP8=")).isEqualTo("\\x00ff");
    assertThat(roundTrip(type(Scalar.JSON, "jsonb"), Map.of("a", List.of(1, "x\"y"))))
        .isEqualTo("{\"a\": [1, \"x\\\"y\"]}");
    assertThat(roundTrip(type(Scalar.STRING, "text"), "'; drop table x; -- \\ ?"))
        .isEqualTo("'; drop table x; -- \\ ?");
  }

  @Test
  void quotesTheElementsOfArrays() throws Exception {
    ColumnType texts = new ColumnType(Scalar.STRING, "text[]", true, null);
    List<String> odd = Arrays.asList("a,b", "\"}", "\\", "NULL", "", " ", null, "{");

    String literal = ValueTexts.cell(texts, odd);

    assertThat(
            database.texts(
                "select coalesce(e, '<null>') from unnest('%s'::text[]) with ordinality u(e, n) order by n"
                    .formatted(literal.replace("'", "''"))))
        .containsExactly("a,b", "\"}", "\\", "NULL", "", " ", "<null>", "{");
    assertThat(ValueTexts.cell(texts, List.of(List.of("a"), List.of("b"))))
        .isEqualTo("{{\"a\"},{\"b\"}}");
  }

  @Test
  void translatesTheNamesOfEnums() {
    EnumType type =
        new EnumType("public", "mood", "Mood", List.of(new EnumType.Value("so_so", "so-so")));
    ColumnType column = new ColumnType(Scalar.ENUM, "mood", false, type);

    assertThat(ValueTexts.cell(column, "so_so")).isEqualTo("so-so");
    refuses(column, "so-so");
  }

  @Test
  void refusesWhatDoesNotFit() {
    refuses(type(Scalar.INT, "integer"), 2_147_483_648L);
    refuses(type(Scalar.INT, "integer"), "1.5");
    refuses(type(Scalar.SMALLINT, "smallint"), 40_000);
    refuses(type(Scalar.BIGINT, "bigint"), "1 or 1=1");
    refuses(type(Scalar.ID, "uuid"), "1-1-1-1-1");
    refuses(type(Scalar.ID, "integer"), "abc");
    refuses(type(Scalar.BOOLEAN, "boolean"), "true");
    refuses(type(Scalar.STRING, "text"), "a\0b");
    refuses(type(Scalar.JSON, "jsonb"), Map.of("a", "\0"));
    refuses(type(Scalar.STRING, "text"), Map.of());
    refuses(new ColumnType(Scalar.STRING, "text[]", true, null), "no list");
  }

  private static void refuses(ColumnType type, Object value) {
    assertThatIllegalArgumentException().isThrownBy(() -> ValueTexts.cell(type, value));
  }

  private static ColumnType type(Scalar scalar, String sqlType) {
    return ColumnType.of(scalar, sqlType);
  }

  private static String roundTrip(ColumnType type, Object value) throws Exception {
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement("select cast(? as " + type.sqlType() + ")::text")) {
      statement.setObject(1, ValueTexts.cell(type, value), Types.OTHER);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
