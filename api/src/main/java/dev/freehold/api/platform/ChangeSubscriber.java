package dev.freehold.api.platform;

/** A cache that must forget what changed. Called on the feed's thread; must be quick. */
public interface ChangeSubscriber {
  void changed(Change change);

  /** Changes may have been missed: everything kept is in doubt. */
  void missed();

  /** Nothing is told from now on until {@link #missed()}. */
  default void ended() {}
}
