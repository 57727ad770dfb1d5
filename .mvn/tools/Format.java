import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java source below the given folders: {@code Format check|fix FOLDER...}. It stands beside the build because
 * the formatter needs the JDK of the toolchain, while Maven itself may run on an older one.
 */
final class Format {
  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments[0].equals("fix");
    List<Path> wrong = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      try (Stream<Path> files = Files.walk(Path.of(arguments[i]))) {
        for (Path file : files.filter(Format::isSource).sorted().toList()) {
          if (!formatted(file, fix)) {
            wrong.add(file);
          }
        }
      }
    }
    wrong.forEach(file -> System.err.println((fix ? "formatted: " : "not formatted: ") + file));
    if (!fix && !wrong.isEmpty()) {
      System.err.println("Run ./mvnw -N -Dformat=fix validate");
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && !path.contains("/target/");
  }

  private static boolean formatted(Path file, boolean fix) throws IOException {
    String text = Files.readString(file);
    String wanted;
    try {
      wanted = new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(text));
    } catch (FormatterException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    if (text.equals(wanted)) {
      return true;
    }
    if (fix) {
      Files.writeString(file, wanted);
    }
    return false;
  }
}
