package dev.freehold.api.leak;

import dev.freehold.api.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happens in the bookshop while somebody listens, in one transaction. */
final class Stir {
  /** The tables of which a mark can be made. */
  static final Set<String> MARKED = Set.of("posts", "authors", "labels", "veiled_vaults");

  /** Rows that everybody who reads the table sees, before or after. */
  private static final String SEEN =
      """
      insert into posts values (100, 'Sixth', false, 60, 'veiled note 100', '2026-02-01', 2),
        (95, 'veiled 95', true, 5, 'veiled note 95', '2026-02-02', 1);
      update posts set title = 'Primo' where id = 1;
      update posts set amount = 90 where id = 1;
      update posts set draft = true, title = 'veiled gone' where id = 2;
      update posts set draft = false, title = 'Shown' where id = 95;
      delete from posts where id = 5;
      update authors set name = 'Anna' where id = 1;
      update authors set region = 'closed', name = 'veiled Bea' where id = 2;
      update labels set name = 'rot' where id = 1;
      insert into labels values (100, 'green', 1);
      """;

  private Stir() {}

  /** Changes of what he sees, and of what he does not: those must make no difference to him. */
  static String all(Visitor visitor, List<Table> tables) {
    return "begin; insert into posts values (90, 'veiled More', true, 30, 'veiled note 90', '2026-01-06', 1);"
        + Bookshop.others(visitor, tables)
        + SEEN
        + "commit;";
  }

  static String ofWhatIsSeen() {
    return "begin; " + SEEN + "commit;";
  }

  /** What no visitor may hear of it. */
  static List<String> secrets(Visitor visitor) {
    List<String> secrets = new ArrayList<>(List.of("veiled other", "veiled 95", "veiled gone"));
    if (!visitor.roles().contains("Wide")) {
      secrets.add("veiled Bea");
    }
    return secrets;
  }

  /** A change that an administrator recognizes by its value, and no visitor hears of. */
  static String mark(Table table, int value) {
    return switch (table.id().name()) {
      case "posts" ->
          "insert into posts values (%1$d, 'veiled', true, 0, 'veiled %1$d', null, null)"
              .formatted(value);
      case "authors" -> "update authors set veiled_salary = " + value + " where id = 2";
      case "labels" -> "update labels set veiled_weight = " + value + " where id = 2";
      default ->
          "update veiled_vaults set code = 'veiled %d' where id = (select max(id) from veiled_vaults)"
              .formatted(value);
    };
  }

  /** The field that has the mark's value. */
  static String marked(Table table) {
    return switch (table.id().name()) {
      case "posts" -> "veiledNote";
      case "authors" -> "veiledSalary";
      case "labels" -> "veiledWeight";
      default -> "code";
    };
  }
}
