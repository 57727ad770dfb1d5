package dev.freehold.api.token;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How many bearers one core verifies in a second: those never seen before (RS256, 2048 bits), and
 * those remembered. By the thread's CPU time, so that other work on the machine counts little.
 */
class TokenBench {
  private static final int TOKENS = 500;
  private static final int ROUNDS = 7;
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Test
  void tokensPerSecondAndCore() throws IOException {
    try (TokenFixture fixture = new TokenFixture()) {
      List<String> tokens =
          IntStream.range(0, TOKENS)
              .mapToObj(i ->
                  fixture.token(claims ->
                      claims
                          .subject("7f0c4a9e-5d1b-4c55-9f67-" + (100_000_000_000L + i))
                          .claim("sid", "iPxil8x7BNIkihKrU4zg_2a_" + i)
                          .claim("email", "somebody" + i + "@example.com")
                          .claim("email_verified", true)
                          .claim("given_name", "Some")
                          .claim("family_name", "Body")))
              .toList();
      double cold = rate(tokens, fixture.verification::verify);
      double warm = rate(tokens, token -> fixture.verification.known(token).orElseThrow());
      String report =
          String.format(
              Locale.ROOT,
              "## Verified tokens a second and core (RS256)%n- cold: %,.0f%n- warm: %,.0f%n",
              cold,
              warm);
      System.out.println(report);
      Files.writeString(Path.of("target", "benchmark-tokens.md"), report);
    }
  }

  /** The median of some rounds, the first of which only warm up. */
  private double rate(List<String> tokens, Function<String, TokenOutcome> work) {
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rates.add(round(tokens, work));
    }
    return rates.subList(2, ROUNDS).stream().sorted().toList().get((ROUNDS - 2) / 2);
  }

  private double round(List<String> tokens, Function<String, TokenOutcome> work) {
    long begin = threads.getCurrentThreadCpuTime();
    long spent = 0;
    long done = 0;
    while (spent < ROUND.toNanos()) {
      for (String token : tokens) {
        if (!(work.apply(token) instanceof TokenOutcome.Verified)) {
          throw new AssertionError("a good token was refused");
        }
      }
      done += tokens.size();
      spent = threads.getCurrentThreadCpuTime() - begin;
    }
    return done * 1e9 / spent;
  }
}
