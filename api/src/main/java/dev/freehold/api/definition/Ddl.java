package dev.freehold.api.definition;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.regex.Pattern;

/**
 * The only ways for a client's text into a definition: a name, always quoted, and a constant,
 * always a literal. Literals are written for {@code standard_conforming_strings}, which {@link
 * SchemaChanges} and exports set.
 */
final class Ddl {
  /** What PostgreSQL keeps of a name: 63 bytes. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private Ddl() {}

  /** A name for something new. */
  static String newName(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION,
          path,
          "must be a to z, digits and underscores, begin with a letter and have at most 63 characters");
    }
    return name;
  }

  /** A name of what is there, whatever characters it has. */
  static String name(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("PostgreSQL has no such names");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String table(TableId table) {
    return name(table.schema()) + '.' + name(table.name());
  }

  static String literal(String path, String text) {
    if (text.indexOf('\0') >= 0) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, path, "has a character that PostgreSQL cannot hold");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }
}
