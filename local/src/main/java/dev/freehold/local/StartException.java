package dev.freehold.local;

/**
 * Why the platform does not start, in words for whoever started it; shown without a stack trace.
 */
final class StartException extends RuntimeException {
  StartException(String message) {
    super(message);
  }
}
