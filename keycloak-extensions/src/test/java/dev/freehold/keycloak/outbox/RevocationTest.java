package dev.freehold.keycloak.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevocationTest {
  @Test
  void tellsTokensOfTheVerySecondApartByTheirSessions() {
    Revocation revocation = Revocation.upTo(1000, "acting", List.of("ended"), List.of("kept"));
    assertThat(revocation)
        .isEqualTo(
            new Revocation(
                "acting", 1000L, new Revocation.Sessions(List.of("ended"), List.of("kept"))));
  }

  @Test
  void takesTheWholeSecondWhereSessionsAreTooManyToList() {
    List<String> some = IntStream.range(0, 250).mapToObj(i -> "s" + i).toList();
    List<String> more = IntStream.range(0, 251).mapToObj(i -> "t" + i).toList();
    assertThat(Revocation.upTo(1000, null, some, more))
        .isEqualTo(new Revocation(null, 1001L, null));
    assertThat(Revocation.upTo(1000, null, some, some).sessions()).isNotNull();
  }
}
