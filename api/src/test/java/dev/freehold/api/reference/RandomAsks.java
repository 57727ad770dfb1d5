package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Queries that a reader may ask. */
final class RandomAsks {
  private final RandomValues values;
  private final Reader reader;
  private final RandomGroups groups;

  RandomAsks(RandomValues values, Reader reader) {
    this.values = values;
    this.reader = reader;
    this.groups = new RandomGroups(values, reader, this);
  }

  Ask ask(String key) {
    List<Table> tables = reader.world().tables().stream().filter(reader::reads).toList();
    Table table = values.one(tables);
    boolean single = table.primaryKey().orElseThrow().columns().size() == 1;
    if (!single || values.chance(0.85)) {
      return new Ask.AllOf(key, listed(table, 2));
    }
    Column column =
        table
            .column("code")
            .filter(one -> named(table, one) && values.chance(0.5))
            .orElse(World.key(table));
    Object value = column.name().equals("code") ? "c" + values.upTo(20) : (Object) values.upTo(24);
    return new Ask.ByKey(key, table, column, value, fields(table, 2));
  }

  private boolean named(Table table, Column column) {
    return reader.names(table, column.field());
  }

  List<Column> columns(Table table) {
    return table.columns().stream().filter(column -> named(table, column)).toList();
  }

  List<Relation> relations(Table table) {
    return table.relations().stream()
        .filter(relation -> reader.names(table, relation.field()))
        .toList();
  }

  private List<Ask.Field> fields(Table table, int depth) {
    List<Ask.Field> fields = new ArrayList<>();
    for (Column column : values.some(columns(table), 0.5)) {
      if (column.type().scalar() != Scalar.SEARCH_VECTOR) {
        String key = values.chance(0.2) ? "x" + fields.size() : column.field();
        fields.add(new Ask.Field.Cell(key, column));
      }
    }
    if (depth > 0) {
      for (Relation relation : values.some(relations(table), 0.35)) {
        Table target = reader.world().target(relation);
        fields.add(
            relation.toMany()
                ? new Ask.Field.Many(
                    values.chance(0.2) ? "x" + fields.size() : relation.field(),
                    relation,
                    listed(target, depth - 1))
                : new Ask.Field.One(relation, fields(target, depth - 1)));
      }
    }
    if (fields.isEmpty() || values.chance(0.1)) {
      fields.add(new Ask.Field.TypeName());
    }
    return fields;
  }

  Ask.Listed listed(Table table, int depth) {
    List<Ask.Said> said = new ArrayList<>();
    Ask.Groups inGroups = values.chance(0.25) ? groups.of(table, depth) : null;
    if (values.chance(0.25)) {
      said.add(new Ask.Said.Count());
    }
    if (values.chance(0.25)) {
      said.add(new Ask.Said.Aggregates(aggregates(table)));
    }
    if (inGroups != null) {
      said.add(new Ask.Said.InGroups());
    }
    if (said.isEmpty() || values.chance(0.4)) {
      said.add(new Ask.Said.Items(fields(table, depth)));
    }
    List<Ask.Term> sort = values.chance(0.5) ? sort(table) : List.of();
    boolean plain = !sort.isEmpty() && sort.stream().allMatch(term -> term.path().isEmpty());
    return new Ask.Listed(
        table,
        values.chance(0.6) ? RandomConds.filter(values, reader, table) : null,
        sort,
        plain && values.chance(0.5),
        part(table),
        inGroups,
        said);
  }

  private List<Ask.OfColumn> aggregates(Table table) {
    List<Column> columns = columns(table);
    List<Column> some = new ArrayList<>(values.some(columns, 0.3));
    if (some.isEmpty()) {
      some.add(values.one(columns));
    }
    return some.stream()
        .map(column -> {
          List<Aggregate> all = Aggregate.of(column.type());
          List<Aggregate> few = new ArrayList<>(values.some(all, 0.4));
          if (few.isEmpty()) {
            few.add(values.one(all));
          }
          return new Ask.OfColumn(column, few, values.upTo(4));
        })
        .toList();
  }

  private List<Ask.Term> sort(Table table) {
    return Stream.generate(() -> term(table, List.of())).limit(1 + values.upTo(1)).toList();
  }

  private Ask.Term term(Table table, List<Relation> path) {
    List<Relation> toOne =
        relations(table).stream().filter(relation -> !relation.toMany()).toList();
    if (path.size() < 2 && !toOne.isEmpty() && values.chance(0.4)) {
      List<Relation> longer = new ArrayList<>(path);
      longer.add(values.one(toOne));
      return term(reader.world().target(longer.getLast()), longer);
    }
    return new Ask.Term(path, sortable(table), values.chance(0.5));
  }

  /** The key at least. */
  Column sortable(Table table) {
    return values.one(columns(table).stream().filter(one -> one.type().sortable()).toList());
  }

  private Ask.Part part(Table table) {
    boolean single = table.primaryKey().orElseThrow().columns().size() == 1;
    Ask.Part part = part();
    return single && values.chance(0.3)
        ? new Ask.Part(
            part.first(),
            part.last(),
            part.skip(),
            values.chance(0.7) ? (Object) values.upTo(24) : null,
            values.chance(0.4) ? (Object) values.upTo(24) : null)
        : part;
  }

  /** One without places to begin or end at. */
  Ask.Part part() {
    if (values.chance(0.4)) {
      return Ask.Part.ALL;
    }
    Integer most = values.upTo(8);
    Integer skip = values.chance(0.4) ? values.upTo(4) : null;
    return values.chance(0.6)
        ? new Ask.Part(most, null, skip, null, null)
        : new Ask.Part(null, most, skip, null, null);
  }
}
