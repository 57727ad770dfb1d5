package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import java.util.ArrayList;
import java.util.List;

/** Collects what keeps a part of the database out, while a catalog is put together. */
final class Problems {
  private final List<Problem> all = new ArrayList<>();

  void add(Code code, Object subject, String message, String remedy) {
    all.add(new Problem(code, subject.toString(), message, remedy));
  }

  List<Problem> sorted() {
    return all.stream().sorted(Problem.ORDER).toList();
  }
}
