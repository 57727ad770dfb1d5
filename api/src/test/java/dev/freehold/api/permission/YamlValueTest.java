package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.platform.FreeholdException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlValueTest {
  private static void refused(ThrowingCallable work, String path, String text) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal ->
                assertThat(refusal.details())
                    .containsOnlyKeys(path)
                    .hasEntrySatisfying(path, said -> assertThat(said.toString()).contains(text)));
  }

  @Test
  void plainValuesMeanWhatTheyMeanInJson() {
    assertThat(
            YamlValue.parse(
                    "[no, on, 08:30, 010, 1_000, 2026-11-21, .5, 12, -1.50, true, null, ~, '12', 0x1f]")
                .json())
        .isEqualTo(
            new ArrayList<>(
                Arrays.asList(
                    "no",
                    "on",
                    "08:30",
                    "010",
                    "1_000",
                    "2026-11-21",
                    ".5",
                    new BigInteger("12"),
                    new BigDecimal("-1.50"),
                    true,
                    null,
                    null,
                    "12",
                    "0x1f")));
  }

  @Test
  void knowsWhereAPartStands() {
    YamlValue part =
        YamlValue.parse("a:\n  b:\n    - x\n    - y: 1\n")
            .entries()
            .get("a")
            .entries()
            .get("b")
            .items()
            .get(1)
            .entries()
            .get("y");
    assertThat(part.path()).isEqualTo("a/b/1/y");
    assertThat(part.line()).isEqualTo(4);
    refused(() -> part.items(), "a/b/1/y", "line 4: must be a list");
  }

  @Test
  void refusesAKeyThatIsThereTwice() {
    refused(() -> YamlValue.parse("a: 1\nb: 2\na: 3").entries(), "a", "line 3: is there twice");
    refused(() -> YamlValue.parse("x:\n  a: 1\n  a: 3").json(), "x/a", "line 3: is there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://x.example/']]",
        "!!java.util.Date 2026-11-21",
        "!!int x",
        "!!bool maybe",
        "!!binary aGk=",
        "!own {a: 1}",
        "!!set {a, b}",
        "!!str [a]"
      })
  void makesNoObjectOfATag(String text) {
    assertThatThrownBy(() -> YamlValue.parse(text).json()).isInstanceOf(FreeholdException.class);
  }

  @Test
  void refusesReferencesThatMultiply() {
    refused(
        () -> YamlValue.parse("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]").json(),
        "yaml",
        "aliases");
  }

  @Test
  void refusesDepth() {
    assertThatThrownBy(() -> YamlValue.parse("[".repeat(100) + "]".repeat(100)))
        .isInstanceOf(FreeholdException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "a: [", "a: b: c", "--- a\n--- b", "\u0007"})
  void refusesWhatIsNoYaml(String text) {
    assertThatThrownBy(() -> YamlValue.parse(text).json())
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> assertThat(refusal.details()).containsOnlyKeys("yaml"));
  }

  @Test
  void namesMayLookLikeNumbers() {
    Map<String, YamlValue> entries = YamlValue.parse("2024: yes\ntrue: [1, x]").entries();
    assertThat(entries).containsOnlyKeys("2024", "true");
    assertThat(entries.get("true").items().stream().map(YamlValue::text).toList())
        .isEqualTo(List.of("1", "x"));
  }
}
