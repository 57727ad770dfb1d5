package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.platform.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md knows every code and every reason there is in the source. */
class ErrorTableTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** What follows the name of the detail, until the next one or the end of the map. */
  private static final Pattern REASON =
      Pattern.compile("\"reason\",\\s*(.*?)(?:\"remedy\"|\\)|,\\s*\"[a-zA-Z]+\",)", Pattern.DOTALL);

  private static final Pattern WORDS = Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"");

  /** An enum whose constants in lower case are reasons. */
  private static final Pattern CONSTANTS =
      Pattern.compile("\\benum \\w+.*\\breason\\b.*name\\(\\)\\.toLowerCase", Pattern.DOTALL);

  private final String table;

  ErrorTableTest() throws IOException {
    table = Files.readString(Path.of("../docs/errors.md"));
  }

  @Test
  void hasEveryCode() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
        .allMatch(code -> table.contains("| `" + code + "` |"), "is in the table of codes");
  }

  @Test
  void hasEveryReason() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        reasons.addAll(reasons(file));
      }
    }
    assertThat(reasons).contains("audience_mismatch", "too_many_requests", "sign_up_off");
    assertThat(new TreeSet<>(reasons))
        .allMatch(reason -> table.contains('`' + reason + '`'), "is in the table of reasons");
  }

  private static List<String> reasons(Path file) throws Exception {
    String source = Files.readString(file);
    List<String> found = new ArrayList<>();
    Matcher reason = REASON.matcher(source);
    while (reason.find()) {
      WORDS.matcher(reason.group(1)).results().forEach(word -> found.add(word.group(1)));
    }
    if (CONSTANTS.matcher(source).find()) {
      String name = SOURCES.relativize(file).toString().replace('/', '.').replace(".java", "");
      for (Object constant : Class.forName(name).getEnumConstants()) {
        found.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }
}
