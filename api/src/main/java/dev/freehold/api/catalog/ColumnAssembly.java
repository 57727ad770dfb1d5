package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Column.Generation;
import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Makes the columns of one table, as far as they can be offered. */
final class ColumnAssembly {
  private static final String REMEDY = "Give it another name with tableSettingsUpdate";

  private final TableId table;
  private final TableSettings settings;
  private final ColumnTypes types;
  private final Problems problems;
  private final Set<String> taken = new HashSet<>();

  /**
   * For one table.
   *
   * @param reserved fields that the table's type has otherwise
   */
  ColumnAssembly(
      TableId table,
      TableSettings settings,
      Set<String> reserved,
      ColumnTypes types,
      Problems problems) {
    this.table = table;
    this.settings = settings;
    this.types = types;
    this.problems = problems;
    this.taken.addAll(reserved);
  }

  /** By number. */
  NavigableMap<Integer, Column> columns(List<ColumnRow> rows, Set<Integer> ids) {
    List<ColumnRow> offered = new ArrayList<>();
    for (ColumnRow row : rows) {
      if (UsersColumns.shows(table, row.name()) && supported(row)) {
        offered.add(row);
      }
    }
    Map<Integer, String> fields = fields(offered);
    NavigableMap<Integer, Column> columns = new TreeMap<>();
    for (ColumnRow row : offered) {
      String field = fields.get(row.number());
      if (field != null) {
        columns.put(row.number(), column(row, field, ids.contains(row.number())));
      }
    }
    return columns;
  }

  /** The fields that columns have taken, and those reserved. */
  Set<String> taken() {
    return taken;
  }

  private boolean supported(ColumnRow row) {
    if (types.of(row.type()).isPresent()) {
      return true;
    }
    String type = types.name(row.type());
    problems.add(
        Code.UNSUPPORTED_TYPE,
        subject(row),
        "The type " + type + " is not offered: the column is left out",
        type.equals("money")
            ? "Change its type to numeric"
            : "Offer it through a generated column or a view with another type");
    return false;
  }

  private Map<Integer, String> fields(List<ColumnRow> rows) {
    Map<Integer, String> fields = new HashMap<>();
    for (ColumnRow row : rows) {
      String chosen = chosen(row);
      if (chosen != null && taken.add(chosen)) {
        fields.put(row.number(), chosen);
      } else if (chosen != null) {
        problems.add(
            Code.INVALID_SETTING, subject(row), "The name " + chosen + " is taken", REMEDY);
      }
    }
    for (ColumnRow row : rows) {
      if (!fields.containsKey(row.number())) {
        automatic(row).ifPresent(field -> fields.put(row.number(), field));
      }
    }
    return fields;
  }

  private String chosen(ColumnRow row) {
    if (table.equals(TableId.USERS) && UsersColumns.CONTRACT.contains(row.name())) {
      return Words.of(row.name()).orElseThrow().camel();
    }
    String chosen = settings.fields().get(row.name());
    if (chosen != null && !Words.isGraphQlName(chosen)) {
      problems.add(Code.INVALID_SETTING, subject(row), "\"" + chosen + "\" is no name", REMEDY);
      return null;
    }
    return chosen;
  }

  private Optional<String> automatic(ColumnRow row) {
    Optional<String> wanted = Words.of(row.name()).map(Words::camel);
    if (wanted.isEmpty()) {
      problems.add(
          Code.INVALID_NAME,
          subject(row),
          "The name suggests none to GraphQL: the column is left out",
          REMEDY);
      return Optional.empty();
    }
    if (taken.add(wanted.get())) {
      return wanted;
    }
    String plain = row.name();
    boolean fits = Words.isGraphQlName(plain) && taken.add(plain);
    problems.add(
        Code.NAME_CLASH,
        subject(row),
        wanted.get() + (fits ? " is taken: it is called " + plain : " is taken: it is left out"),
        REMEDY);
    return fits ? Optional.of(plain) : Optional.empty();
  }

  private Column column(ColumnRow row, String field, boolean id) {
    ColumnType type = types.of(row.type()).orElseThrow();
    return new Column(
        row.name(),
        field,
        id ? ColumnType.of(Scalar.ID, type.sqlType()) : type,
        !row.notNull() && !types.notNull(row.type()),
        row.hasDefault() || row.identity() != ' ' || row.generated() != ' ',
        generation(row),
        row.comment());
  }

  private static Generation generation(ColumnRow row) {
    if (row.generated() != ' ') {
      return Generation.STORED;
    }
    return switch (row.identity()) {
      case 'a' -> Generation.IDENTITY_ALWAYS;
      case 'd' -> Generation.IDENTITY_BY_DEFAULT;
      default -> Generation.NONE;
    };
  }

  private String subject(ColumnRow row) {
    return table + "." + row.name();
  }
}
