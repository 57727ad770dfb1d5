package dev.freehold.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The passwords, tokens and secrets that tests use, to be looked for in the logs at the end.
 * Whatever is a signed JWT or a signing secret is found without being told.
 */
public final class UsedSecrets {
  /** Those of this JVM; {@link TestPlatform} leaves them in its folder when it stops. */
  public static final UsedSecrets OF_THIS_RUN = new UsedSecrets();

  private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}");
  private static final Pattern SIGNING = Pattern.compile("\\bwhsec_[\\w+/=-]{16,}");

  /** A word that may be a part of a token: too many are used to look for each in each line. */
  private static final Pattern WORD = Pattern.compile("[\\w-]{32,}");

  /** What a secret is in a file, of the same length both. */
  private static final String TEXT = "text ";

  private static final String PART = "part ";

  private static final int LEAST = 8;
  private static final int MOST_FINDINGS = 20;

  /** Secret to kind. */
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** Parts of tokens, to kind. */
  private final Map<String, String> words = new ConcurrentHashMap<>();

  /** Remembers a password or secret, and answers it. */
  public String text(String kind, String secret) {
    if (secret != null && secret.length() >= LEAST) {
      texts.put(secret, kind);
      texts.put(URLEncoder.encode(secret, StandardCharsets.UTF_8), kind);
    }
    return secret;
  }

  /** Remembers a token, and answers it. All its parts but a JWT's header are secret. */
  public String token(String kind, String token) {
    Matcher parts = WORD.matcher(token);
    boolean header = token.startsWith("eyJ");
    while (parts.find()) {
      if (!header) {
        words.put(parts.group(), kind);
      }
      header = false;
    }
    return token;
  }

  public int count() {
    return texts.size() + words.size();
  }

  /** Writes all to {@code file}, for {@link #recall} in another JVM. */
  void leave(Path file) throws IOException {
    Properties all = new Properties();
    texts.forEach((secret, kind) -> all.setProperty(secret, TEXT + kind));
    words.forEach((secret, kind) -> all.setProperty(secret, PART + kind));
    try (OutputStream out = Files.newOutputStream(file)) {
      all.store(out, null);
    }
  }

  /** Takes over what {@link #leave} wrote. */
  void recall(Path file) throws IOException {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in);
    }
    for (String secret : all.stringPropertyNames()) {
      String kind = all.getProperty(secret);
      (kind.startsWith(TEXT) ? texts : words).put(secret, kind.substring(TEXT.length()));
    }
  }

  /** Lines of the files that show a secret, each with its kind, the secret masked. */
  public List<String> findIn(List<Path> files) throws IOException {
    List<String> findings = new ArrayList<>();
    Map<String, String> plain = new HashMap<>(texts);
    for (Path file : files) {
      // Keycloak and PostgreSQL may write what is not UTF-8.
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          number++;
          String found = secretIn(line, plain);
          if (found != null && findings.size() < MOST_FINDINGS) {
            findings.add(file.getFileName() + ":" + number + ": " + found);
          }
        }
      }
    }
    return findings;
  }

  /** The log files below the folders. */
  public static List<Path> logs(List<Path> folders) throws IOException {
    List<Path> logs = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".log")).forEach(logs::add);
        }
      }
    }
    return logs;
  }

  private String secretIn(String line, Map<String, String> plain) {
    for (Map.Entry<String, String> one : plain.entrySet()) {
      if (line.contains(one.getKey())) {
        return masked(one.getValue(), line, one.getKey());
      }
    }
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String kind = words.get(word.group());
      if (kind != null) {
        return masked(kind, line, word.group());
      }
    }
    Matcher jwt = JWT.matcher(line);
    if (jwt.find()) {
      return masked("a signed token", line, jwt.group());
    }
    Matcher signing = SIGNING.matcher(line);
    return signing.find() ? masked("a signing secret", line, signing.group()) : null;
  }

  private static String masked(String kind, String line, String secret) {
    String safe = line.replace(secret, "[" + kind + "]");
    safe = JWT.matcher(safe).replaceAll("[token]");
    return kind + " in: " + (safe.length() <= 300 ? safe : safe.substring(0, 300) + "…");
  }
}
