package dev.freehold.api.data;

import dev.freehold.api.catalog.TableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement while it is written. Names are quoted, and whatever a client sends is a parameter: of
 * its values only the numbers of rows become part of the text.
 */
final class Sql {
  private static final Pattern KEY = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");

  private final StringBuilder text = new StringBuilder();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<LaterValue> laterValues = new ArrayList<>();
  private final List<TableId> tables = new ArrayList<>();
  private int aliases;

  /**
   * A statement and what stands for its question marks.
   *
   * @param parameters as PostgreSQL reads them for the types they are cast to
   * @param later values that the answer has places for
   */
  record Statement(String text, List<String> parameters, List<LaterValue> later) {}

  Statement statement() {
    return new Statement(
        text.toString(),
        parameters.stream().map(Parameter::text).toList(),
        List.copyOf(laterValues));
  }

  /** The statement for all who differ in the values of its parameters only. */
  StatementTemplate template() {
    return new StatementTemplate(
        text.toString(),
        parameters.stream().map(Parameter::source).toList(),
        List.copyOf(laterValues));
  }

  /** A piece that is known to the program. */
  Sql add(String piece) {
    text.append(piece);
    return this;
  }

  Sql name(String name) {
    text.append('"').append(name.replace("\"", "\"\"")).append('"');
    return this;
  }

  Sql table(TableId table) {
    tables.add(table);
    return name(table.schema()).add(".").name(table.name());
  }

  /** How often the table has been named. */
  int times(TableId table) {
    return Collections.frequency(tables, table);
  }

  Sql column(String alias, String column) {
    return add(alias).add(".").name(column);
  }

  /** A parameter of the type. */
  Sql value(String value, String type) {
    return value(Parameter.fixed(value), type);
  }

  /** Likewise. */
  Sql value(Parameter parameter, String type) {
    parameters.add(parameter);
    return add("cast(? as ").add(type).add(")");
  }

  /** How many rows; in the text, where PostgreSQL's planner can count on it. */
  Sql number(int rows) {
    text.append(rows);
    return this;
  }

  /** A name of GraphQL as a text. It has letters, digits and underscores only. */
  Sql key(String name) {
    if (!KEY.matcher(name).matches()) {
      throw new IllegalArgumentException("No name of GraphQL: " + name);
    }
    return add("'").add(name).add("'");
  }

  /** A place for a value that follows from what is written here. */
  Sql later(LaterValue value, Runnable read) {
    add("json_build_object(").key(LaterValues.MARK).add(", " + laterValues.size() + ", 'read', ");
    laterValues.add(value);
    read.run();
    return add(")");
  }

  String newAlias() {
    return "t" + aliases++;
  }
}
