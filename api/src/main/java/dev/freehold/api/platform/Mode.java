package dev.freehold.api.platform;

/** How strict the installation is, {@code FREEHOLD_MODE}. */
public enum Mode {
  /** One machine, for trying out and developing: plain HTTP, example secrets, helpful pages. */
  LOCAL,

  /** The default: unsafe configuration does not start. */
  PRODUCTION
}
