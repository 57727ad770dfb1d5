package dev.freehold.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that other users of the machine cannot enter: it holds data, logs and programs we run.
 */
final class PrivateFolder {
  private PrivateFolder() {}

  /** Makes it where it is missing and closes it (mode 0700) where it was open. */
  static Path make(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }
}
