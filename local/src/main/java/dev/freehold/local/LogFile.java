package dev.freehold.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process's output. */
final class LogFile {
  private static final int LINES = 25;
  private static final int BYTES = 32_768;

  private LogFile() {}

  /** The last 25 lines, or why there are none. */
  static String tail(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(BYTES, in.length())];
      in.seek(in.length() - end.length);
      in.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(" + file + " cannot be read)";
    }
  }
}
