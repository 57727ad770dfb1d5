package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.TypeRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which types of PostgreSQL are offered, and as what. */
final class ColumnTypes {
  private static final String SYSTEM = "pg_catalog";

  private static final Map<String, Scalar> BUILT_IN =
      Map.ofEntries(
          Map.entry("uuid", Scalar.ID),
          Map.entry("int2", Scalar.SMALLINT),
          Map.entry("int4", Scalar.INT),
          Map.entry("int8", Scalar.BIGINT),
          Map.entry("float4", Scalar.FLOAT),
          Map.entry("float8", Scalar.FLOAT),
          Map.entry("numeric", Scalar.NUMERIC),
          Map.entry("bool", Scalar.BOOLEAN),
          Map.entry("text", Scalar.STRING),
          Map.entry("varchar", Scalar.STRING),
          Map.entry("bpchar", Scalar.STRING),
          Map.entry("name", Scalar.STRING),
          Map.entry("date", Scalar.DATE),
          Map.entry("time", Scalar.TIME),
          Map.entry("timetz", Scalar.TIMETZ),
          Map.entry("timestamp", Scalar.LOCAL_DATETIME),
          Map.entry("timestamptz", Scalar.DATETIME),
          Map.entry("interval", Scalar.INTERVAL),
          Map.entry("json", Scalar.JSON),
          Map.entry("jsonb", Scalar.JSON),
          Map.entry("bytea", Scalar.BYTES),
          Map.entry("inet", Scalar.INET),
          Map.entry("cidr", Scalar.INET),
          Map.entry("macaddr", Scalar.MAC),
          Map.entry("macaddr8", Scalar.MAC),
          Map.entry("tsvector", Scalar.SEARCH_VECTOR));

  private final Map<Long, TypeRow> rows = new HashMap<>();
  private final Map<Long, EnumType> enums = new LinkedHashMap<>();

  ColumnTypes(List<TypeRow> types, TableNaming naming, Problems problems) {
    types.forEach(type -> rows.put(type.oid(), type));
    types.stream()
        .filter(type -> type.kind() == 'e')
        .sorted(EnumValues.ORDER)
        .forEach(type ->
            naming
                .enumType(type.schema(), type.name())
                .ifPresent(name -> enums.put(type.oid(), EnumValues.of(type, name, problems))));
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  /** Empty when the type is not offered. */
  Optional<ColumnType> of(long type) {
    TypeRow row = base(type);
    return row.element() == 0 ? one(row, false) : one(base(row.element()), true);
  }

  /** True when a domain on the way to the type refuses null. */
  boolean notNull(long type) {
    TypeRow row = rows.get(type);
    return row.base() != 0 && (row.notNull() || notNull(row.base()));
  }

  /** For people. */
  String name(long type) {
    TypeRow row = rows.get(type);
    return row.schema().equals(SYSTEM) ? row.name() : row.schema() + '.' + row.name();
  }

  private TypeRow base(long type) {
    TypeRow row = rows.get(type);
    return row.base() == 0 ? row : base(row.base());
  }

  private Optional<ColumnType> one(TypeRow row, boolean array) {
    Scalar scalar =
        switch (row.kind()) {
          case 'e' -> enums.containsKey(row.oid()) ? Scalar.ENUM : null;
          case 'r' -> Scalar.RANGE;
          case 'm' -> Scalar.MULTIRANGE;
          case 'b' -> base(row);
          default -> null;
        };
    return Optional.ofNullable(scalar)
        .map(known -> new ColumnType(known, sql(row, array), array, enums.get(row.oid())));
  }

  private static Scalar base(TypeRow row) {
    if (row.schema().equals(SYSTEM)) {
      return BUILT_IN.get(row.name());
    }
    return row.name().equals("citext") ? Scalar.STRING : null;
  }

  private static String sql(TypeRow row, boolean array) {
    String name =
        row.schema().equals(SYSTEM) ? row.name() : quoted(row.schema()) + '.' + quoted(row.name());
    return array ? name + "[]" : name;
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
