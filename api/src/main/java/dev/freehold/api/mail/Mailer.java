package dev.freehold.api.mail;

import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends mails behind the request: whoever asks for one is answered before the mail server is, so
 * the time of an answer does not tell whether there was anything to send. A mail that still fails
 * at the last attempt is logged without its content and given up; so are those waiting when the
 * process dies. What rests on a mail must be askable again.
 */
@Singleton
public class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
  private static final int ATTEMPTS = 3;
  private static final int MOST_WAITING = 1_000;
  private static final int AT_ONCE = 4;
  private static final Duration PARTING = Duration.ofSeconds(10);

  private final SmtpSettings settings;
  private final SmtpSender sender;
  private final Duration pause;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("mail-", 0).factory());

  Mailer(
      SmtpSettings settings,
      SmtpSender sender,
      @Property(name = "freehold.mail.retry-pause", defaultValue = "3s") Duration pause) {
    this.settings = settings;
    this.sender = sender;
    this.pause = pause;
    threads.allowCoreThreadTimeOut(true);
  }

  /** False when the installation has no mail server: then nothing is ever sent. */
  public boolean configured() {
    return settings.configured();
  }

  /** As {@link #send(Mail)}, without a sender's name. */
  public void send(String to, String subject, String text, String html) {
    send(new Mail(to, null, subject, text, html));
  }

  /** Answers at once; the mail goes out soon after, or a warning into the log. */
  public void send(Mail mail) {
    if (!configured()) {
      LOG.warn("A mail was not sent: set FREEHOLD_SMTP_HOST and FREEHOLD_SMTP_FROM");
      return;
    }
    String requestId = MDC.get(RequestIds.LOG_KEY);
    try {
      threads.execute(() -> deliver(mail, requestId));
    } catch (RejectedExecutionException e) {
      LOG.error("A mail was not sent: {} are waiting already", MOST_WAITING, e);
    }
  }

  private void deliver(Mail mail, @Nullable String requestId) {
    if (requestId != null) {
      MDC.put(RequestIds.LOG_KEY, requestId);
    }
    try {
      for (int attempt = 1; !delivered(mail, attempt); attempt++) {
        Thread.sleep(pause.multipliedBy(attempt));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("A mail was not sent: the process ends");
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }

  /** True when there is nothing more to try. */
  private boolean delivered(Mail mail, int attempt) {
    try {
      sender.send(mail);
      return true;
    } catch (MessagingException | RuntimeException e) {
      // The text of such an exception may quote the address.
      LOG.warn("Attempt {} of {} to send a mail failed: {}", attempt, ATTEMPTS, causes(e));
      return attempt == ATTEMPTS;
    }
  }

  private static String causes(Throwable thrown) {
    StringBuilder names = new StringBuilder();
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      names.append(names.isEmpty() ? "" : " by ").append(one.getClass().getSimpleName());
    }
    return names.toString();
  }

  @PreDestroy
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
    }
  }
}
