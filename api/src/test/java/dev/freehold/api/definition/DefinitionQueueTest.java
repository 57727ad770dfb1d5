package dev.freehold.api.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.catalog.CatalogHolder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Changes of tables while the schema of the one before is still being made. */
class DefinitionQueueTest {
  private static final String DONE = "select name from freehold.schema_migrations order by name";

  @Test
  void aChangeNeedNotWaitForTheSchemaOfTheOneBefore() {
    CountDownLatch slow = new CountDownLatch(1);
    try (DefinitionApi api = new DefinitionApi()) {
      CatalogHolder holder = api.api.server.getApplicationContext().getBean(CatalogHolder.class);
      holder.subscribe(catalog -> {
        if (!catalog.tables().stream().allMatch(table -> table.id().name().equals("users"))) {
          uninterrupted(slow);
        }
      });

      CompletableFuture<?> first = create(api, "ducks");
      CompletableFuture<?> second = create(api, "geese");
      await().until(() -> api.api.database.texts(DONE).size() == 2);
      assertThat(first).isNotDone();
      assertThat(second).isNotDone();

      slow.countDown();
      CompletableFuture.allOf(first, second).join();
      assertThat(api.ask("{ ducksList { count } geeseList { count } }").path("geeseList"))
          .isNotEmpty();
    } finally {
      slow.countDown();
    }
  }

  private static CompletableFuture<?> create(DefinitionApi api, String table) {
    return CompletableFuture.supplyAsync(() -> api.change("tableCreate", Map.of("name", table)));
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
