package dev.freehold.local;

/** A running process of the platform. */
interface Supervised {
  String name();

  ProcessHandle handle();

  /** The last lines it wrote. */
  String tail();
}
