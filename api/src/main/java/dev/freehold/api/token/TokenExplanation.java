package dev.freehold.api.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.token.Finding.Verdict;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explains what happens to a token: the very checks that verification makes, going on after a
 * fault. Nothing of the token is told but its times.
 */
@Singleton
public class TokenExplanation {
  private static final Set<Check> OF_THE_TOKEN = EnumSet.range(Check.FORM, Check.SUBJECT);

  private final TokenVerifier verifier;
  private final ClaimRules rules;
  private final Clock clock;

  TokenExplanation(TokenVerifier verifier, ClaimRules rules, Clock clock) {
    this.verifier = verifier;
    this.rules = rules;
    this.clock = clock;
  }

  /** May block for one fetch of keys. */
  public TokenDiagnosis of(String token) {
    Map<Check, Finding> findings = new EnumMap<>(Check.class);
    TokenVerifier.Seen seen = null;
    try {
      seen =
          verifier.look(
              token.strip(), (check, fault) -> findings.put(check, finding(check, fault)));
    } catch (FreeholdException e) {
      if (findings.values().stream().noneMatch(one -> one.verdict() == Verdict.FAILED)) {
        throw e; // Nothing is wrong with the token: the profiles cannot be known.
      }
    }
    TrustedIssuer issuer = seen == null ? null : seen.issuer();
    if (seen != null) {
      detail(findings, Check.KIND, "Accepted here: " + accepted(issuer));
      detail(
          findings,
          Check.AUDIENCE,
          "Accepted here: " + String.join(", ", issuer.audiences().stream().sorted().toList()));
      detail(findings, Check.TIME, times(seen.claims()));
    }
    List<Finding> all = new ArrayList<>();
    OF_THE_TOKEN.forEach(check -> all.add(findings.getOrDefault(check, Finding.notChecked(check))));
    return new TokenDiagnosis(issuer, all, authentic(seen, findings));
  }

  private @Nullable VerifiedToken authentic(
      TokenVerifier.@Nullable Seen seen, Map<Check, Finding> findings) {
    boolean sure =
        seen != null
            && OF_THE_TOKEN.stream()
                .filter(check -> check != Check.TIME)
                .allMatch(check -> held(findings.get(check)))
            && seen.claims().getIssueTime() != null
            && seen.claims().getExpirationTime() != null;
    return sure ? rules.token(seen.claims(), seen.issuer()) : null;
  }

  private static boolean held(@Nullable Finding finding) {
    return finding != null && finding.verdict() == Verdict.PASSED;
  }

  private static Finding finding(Check check, @Nullable Refusal fault) {
    return fault == null
        ? Finding.passed(check, null)
        : Finding.failed(check, fault.reason(), fault.remedy());
  }

  private static void detail(Map<Check, Finding> findings, Check check, String detail) {
    findings.computeIfPresent(check, (_, finding) -> finding.with(detail));
  }

  private static String accepted(TrustedIssuer issuer) {
    if (issuer.builtIn()) {
      return "ID tokens";
    }
    return switch (issuer.external().tokenKinds()) {
      case ID -> "ID tokens";
      case ACCESS -> "access tokens of the type at+jwt";
      case BOTH -> "ID tokens, and access tokens of the type at+jwt";
    };
  }

  private String times(JWTClaimsSet claims) {
    return "Issued %s, not before %s, expires %s; now %s, tolerated %s"
        .formatted(
            time(claims.getIssueTime()),
            time(claims.getNotBeforeTime()),
            time(claims.getExpirationTime()),
            clock.instant(),
            rules.skew());
  }

  private static String time(@Nullable Date date) {
    return date == null ? "not said" : date.toInstant().toString();
  }
}
