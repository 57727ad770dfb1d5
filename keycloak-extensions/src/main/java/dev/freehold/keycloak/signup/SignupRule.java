package dev.freehold.keycloak.signup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who may sign up by themselves. */
sealed interface SignupRule {
  /**
   * Why this address may not sign up; empty when it may.
   *
   * @param email null when none was given
   */
  Optional<Refusal> check(String email);

  /**
   * What an address is refused with.
   *
   * @param messageKey a key of the login theme's messages
   * @param parameters the message's parameters, from {0} on
   */
  record Refusal(String messageKey, List<String> parameters) {}

  /** Everybody. */
  record Open() implements SignupRule {
    @Override
    public Optional<Refusal> check(String email) {
      return Optional.empty();
    }
  }

  /** Nobody. */
  record Off() implements SignupRule {
    static final String MESSAGE = "freeholdSignupOff";

    @Override
    public Optional<Refusal> check(String email) {
      return Optional.of(new Refusal(MESSAGE, List.of()));
    }
  }

  /**
   * Addresses of some domains: {@code example.com} is that domain only, {@code *.example.com} its
   * sub-domains only.
   */
  record Domains(List<String> allowed) implements SignupRule {
    static final String MESSAGE = "freeholdSignupDomainRefused";
    private static final String SUB_DOMAINS = "*.";

    static Domains parse(String list) {
      return new Domains(
          Arrays.stream(list.split(",", -1))
              .map(String::strip)
              .flatMap(entry -> normalize(entry).stream())
              .distinct()
              .toList());
    }

    private static Optional<String> normalize(String entry) {
      return entry.startsWith(SUB_DOMAINS)
          ? EmailDomain.normalize(entry.substring(SUB_DOMAINS.length())).map(SUB_DOMAINS::concat)
          : EmailDomain.normalize(entry);
    }

    @Override
    public Optional<Refusal> check(String email) {
      boolean admitted = email != null && EmailDomain.of(email).filter(this::admits).isPresent();
      return admitted
          ? Optional.empty()
          : Optional.of(new Refusal(MESSAGE, List.of(String.join(", ", allowed))));
    }

    private boolean admits(String domain) {
      return allowed.stream()
          .anyMatch(entry ->
              entry.startsWith(SUB_DOMAINS)
                  ? domain.endsWith(entry.substring(1))
                  : domain.equals(entry));
    }
  }

  /** The rule the two realm attributes say; whatever is missing or unknown means {@link Off}. */
  static SignupRule of(String mode, String domains) {
    if (mode == null) {
      return new Off();
    }
    return switch (mode.strip()) {
      case "open" -> new Open();
      case "domains" -> Domains.parse(domains == null ? "" : domains);
      default -> new Off();
    };
  }
}
