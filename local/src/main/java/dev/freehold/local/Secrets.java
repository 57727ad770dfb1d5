package dev.freehold.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Secrets generated at first start and kept in a file that only its owner can read. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Properties values = new Properties();

  private Secrets() {}

  /** Secrets for one run, kept nowhere. */
  static Secrets forOneRun() {
    Secrets secrets = new Secrets();
    secrets.complete();
    return secrets;
  }

  /** Reads the file, or makes it at first start (mode 0600). */
  static Secrets in(Path file) {
    Secrets secrets = new Secrets();
    try {
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          secrets.values.load(in);
        }
      }
      if (secrets.complete()) {
        secrets.save(file);
      }
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException("secrets in " + file, e);
    }
  }

  String databaseSuperuser() {
    return values.getProperty("database.superuser");
  }

  String databaseKeycloak() {
    return values.getProperty("database.keycloak");
  }

  String databaseFreehold() {
    return values.getProperty("database.freehold");
  }

  String keycloakAdmin() {
    return values.getProperty("keycloak.admin");
  }

  String keycloakClient() {
    return values.getProperty("keycloak.client");
  }

  String webhook() {
    return values.getProperty("webhook");
  }

  String encryptionKey() {
    return values.getProperty("encryption.key");
  }

  String administrator() {
    return values.getProperty("administrator");
  }

  /** Each secret by its name. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    values.stringPropertyNames().forEach(name -> all.put(name, values.getProperty(name)));
    return all;
  }

  /** Generates what is missing; true when something was. */
  private boolean complete() {
    int before = values.size();
    for (String name :
        new String[] {
          "database.superuser",
          "database.keycloak",
          "database.freehold",
          "keycloak.admin",
          "keycloak.client",
          "administrator"
        }) {
      values.computeIfAbsent(name, key -> password());
    }
    values.computeIfAbsent(
        "webhook", key -> "whsec_" + Base64.getEncoder().encodeToString(random(32)));
    values.computeIfAbsent("encryption.key", key -> Base64.getEncoder().encodeToString(random(32)));
    return values.size() > before;
  }

  private void save(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!Files.exists(file)) {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      values.store(out, "Generated at first start. Delete the whole folder to start afresh.");
    }
  }

  private static String password() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(18));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
