package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.RawCatalog.TypeRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives the labels of an enum names that GraphQL can have; most need none. */
final class EnumValues {
  static final Comparator<TypeRow> ORDER =
      Comparator.comparing(TypeRow::schema).thenComparing(TypeRow::name);

  /** GraphQL's specification, section 3.9: these are values of other types. */
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  private EnumValues() {}

  static EnumType of(TypeRow type, String name, Problems problems) {
    Set<String> taken = new HashSet<>();
    type.labels().stream().filter(EnumValues::fits).forEach(taken::add);
    List<EnumType.Value> values = new ArrayList<>();
    for (String label : type.labels()) {
      values.add(
          new EnumType.Value(fits(label) ? label : named(type, label, taken, problems), label));
    }
    return new EnumType(type.schema(), type.name(), name, values);
  }

  private static boolean fits(String label) {
    return Words.isGraphQlName(label) && !LITERALS.contains(label);
  }

  private static String named(TypeRow type, String label, Set<String> taken, Problems problems) {
    String plain = label.replaceAll("[^A-Za-z0-9]+", "_").replaceFirst("^(?=[0-9])|^_+", "_");
    String wanted = LITERALS.contains(plain) || plain.isEmpty() ? plain + "_" : plain;
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    if (!name.equals(wanted) || wanted.equals("_")) {
      problems.add(
          Code.NAME_CLASH,
          type.schema() + '.' + type.name(),
          "The label \"%s\" is called %s".formatted(label, name),
          "Rename the label");
    }
    return name;
  }
}
