package dev.freehold.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
  private static final Path FILES = Path.of("src/main/resources/texts");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString().replaceAll("(_..)?[.]properties", ""))
              .distinct()
              .toList();
      assertThat(names).contains("account-mail", "invitation", "sign-in");
      return names;
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void sayInEveryLanguageWhatTheySayInEnglish(String name) throws IOException {
    Map<Object, Object> english = arguments(FILES.resolve(name + ".properties"));
    for (String tag : Languages.tags().subList(1, Languages.tags().size())) {
      assertThat(arguments(FILES.resolve(name + "_" + tag + ".properties")))
          .as("%s in %s", name, tag)
          .isEqualTo(english);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void loseNoQuoteToTheMessageFormat(String name) throws IOException {
    for (String suffix : List.of("", "_de", "_es")) {
      read(FILES.resolve(name + suffix + ".properties"))
          .forEach((key, text) ->
              assertThat(text.toString().replace("''", ""))
                  .as("%s in %s%s", key, name, suffix)
                  .doesNotContain("'"));
    }
  }

  @Test
  void daysAreWrittenAsPeopleOfTheLanguageDo() {
    Instant moment = Instant.parse("2026-11-28T23:30:00Z");
    assertThat(Languages.tags())
        .extracting(tag -> Texts.of("invitation", Locale.forLanguageTag(tag)).day(moment))
        .containsExactly("November 28, 2026", "28. November 2026", "28 de noviembre de 2026");
  }

  /** Which arguments each text uses; fails on a text that is no message format. */
  private static Map<Object, Object> arguments(Path file) throws IOException {
    Map<Object, Object> used = new TreeMap<>();
    read(file)
        .forEach((key, text) -> {
          String pattern = new MessageFormat(text.toString(), Locale.ROOT).toPattern();
          TreeSet<String> arguments = new TreeSet<>();
          ARGUMENT.matcher(pattern).results().forEach(match -> arguments.add(match.group(1)));
          used.put(key, arguments);
        });
    return used;
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    // Strict: an encoding other than UTF-8 is an error, not a question mark.
    try (Reader reader = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
      texts.load(reader);
    }
    return texts;
  }
}
