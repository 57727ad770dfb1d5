package dev.freehold.local;

import java.nio.file.Path;

/** The JVM that runs this process; its children run on the same. */
final class Java {
  private Java() {}

  static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
