package dev.freehold.api.facade;

import io.micronaut.http.HttpParameters;
import java.util.Optional;

/** Query parameters of which none may come twice (RFC 6749, section 3.1). */
record OnceParameters(HttpParameters given) {
  /**
   * Empty when the parameter is absent or blank.
   *
   * @throws SignInRefusal when it comes twice, for then it depends on the reader which one counts
   */
  Optional<String> value(String name) {
    if (given.getAll(name).size() > 1) {
      throw new SignInRefusal(SignInRefusal.Why.PARAMETER_TWICE, name);
    }
    return given.getFirst(name).filter(value -> !value.isBlank());
  }
}
