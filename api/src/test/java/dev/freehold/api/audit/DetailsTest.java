package dev.freehold.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetailsTest {
  @Test
  void keepsWhatIsHarmless() {
    assertThat(Details.json(Map.of("fields", List.of("firstName"))))
        .isEqualTo("{\"fields\":[\"firstName\"]}");
    assertThat(Details.json(Map.of("n", 7))).isEqualTo("{\"n\":7}");
    assertThat(Details.json(Map.of("tokenId", "0199"))).isEqualTo("{\"tokenId\":\"0199\"}");
  }

  @Test
  void masksWhatIsNamedLikeASecretAtAnyDepth() {
    String json =
        Details.json(
            Map.of(
                "clientSecret", "s3cr3t",
                "smtp", Map.of("password", "s3cr3t"),
                "all", List.of(Map.of("refreshToken", "s3cr3t"))));
    assertThat(json).doesNotContain("s3cr3t").contains("[secret]");
  }

  @Test
  void masksTextsThatLookLikeSecrets() {
    assertThat(Details.json(Map.of("note", "see eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIx.c2ln")))
        .isEqualTo("{\"note\":\"see [token]\"}");
  }

  @Test
  void cutsLongTextsAndWholesThatAreTooLarge() {
    assertThat(Details.json(Map.of("long", "x".repeat(100_000)))).hasSizeLessThan(500);
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      many.put("n" + i, "y".repeat(300));
    }
    assertThat(Details.json(many)).contains("truncated", "n39").doesNotContain("yyy");
    Map<String, String> longNames = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      longNames.put(i + "z".repeat(390), "");
    }
    assertThat(Details.json(longNames)).isEqualTo("{\"truncated\":true}");
  }
}
