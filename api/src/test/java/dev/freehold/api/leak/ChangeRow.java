package dev.freehold.api.leak;

import java.util.stream.Stream;

/** Changes or deletes a row by its key. */
final class ChangeRow implements Attempt {
  @Override
  public Stream<Probe> at(Target.HiddenRow target) {
    if (target.visitor().rights(target.table(), "update").isEmpty()) {
      return Stream.of();
    }
    String one = target.one();
    return Stream.of(
            "mutation { " + one + "Update(data: {id: §, title: \"mine\"}) { id } }",
            "mutation { " + one + "Update(filter: {id: §}, data: {title: \"mine\"}) { id title } }",
            "mutation { " + one + "Update(data: {id: §}) { id } }",
            "mutation { " + one + "Delete(data: {id: §}) { success } }",
            "mutation { "
                + one
                + "UpdateByFilter(filter: {id: {in: [5, §]}}, data: {title: \"mine\"}) { count } }",
            "mutation { "
                + one
                + "UpdateByFilter(filter: {NOT: {id: {equals: 1}}}, data: {title: \"mine\"}) { count } }",
            "mutation { " + one + "DeleteByFilter(filter: {id: {in: [5, §]}}) { success } }",
            "mutation { "
                + one
                + "DeleteByFilter(filter: {title: {not_equals: \"x\"}}) { success } }")
        .map(text -> text.contains("§") ? target.pair(text).invalid() : Probe.plain(text));
  }
}
