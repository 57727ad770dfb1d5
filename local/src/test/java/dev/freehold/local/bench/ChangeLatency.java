package dev.freehold.local.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** From the commit of a change to its arrival at those who subscribed to it. */
final class ChangeLatency implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final List<LoadSocket> sockets = new ArrayList<>();
  private final Map<Integer, Long> committed = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch missing = new CountDownLatch(0);

  /** Somebody who wants to hear of changes that carry {@code mark-<number>-} in their text. */
  void add(LoadSocket socket) {
    sockets.add(socket);
    socket.listen(this::heard);
  }

  private void heard(String message) {
    long now = System.nanoTime();
    int mark = message.indexOf("mark-");
    if (mark < 0) {
      unexpected.add(message);
      return;
    }
    int number = Integer.parseInt(message.substring(mark + 5, message.indexOf('-', mark + 5)));
    nanos.add(now - committed.get(number));
    missing.countDown();
  }

  /**
   * Makes changes, so many a second, whether or not the ones before have arrived.
   *
   * @param statement with one parameter, the text that carries the mark
   */
  Durations measure(Connection database, String statement, int changes, int perSecond)
      throws SQLException, InterruptedException {
    nanos.clear();
    missing = new CountDownLatch(changes * sockets.size());
    long begin = System.nanoTime();
    try (PreparedStatement prepared = database.prepareStatement(statement)) {
      for (int i = 0; i < changes; i++) {
        long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        prepared.setString(1, "mark-" + i + "-");
        // One statement is one transaction: it is committed a little later.
        committed.put(i, System.nanoTime());
        prepared.execute();
      }
    }
    if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !unexpected.isEmpty()) {
      throw new AssertionError(missing.getCount() + " did not arrive; " + unexpected.peek());
    }
    return Durations.of(nanos);
  }

  @Override
  public void close() throws IOException {
    for (LoadSocket socket : sockets) {
      socket.close();
    }
  }
}
