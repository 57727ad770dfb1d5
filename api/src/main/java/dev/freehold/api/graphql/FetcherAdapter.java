package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.Fetcher;
import dev.freehold.api.operation.FieldCall;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CancellationException;

/** Runs a feature's fetcher for graphql-java. */
record FetcherAdapter(Fetcher fetcher) implements DataFetcher<Object> {
  @Override
  public Object get(DataFetchingEnvironment environment) {
    RunningOperation operation = RunningOperation.of(environment.getGraphQlContext());
    if (operation.isCancelled()) {
      // Its answer has gone out; what is still to come, mutations above all, must not happen.
      throw new CancellationException("The operation was broken off");
    }
    return fetcher.fetch(new Call(environment, operation));
  }

  private record Call(DataFetchingEnvironment environment, RunningOperation operation)
      implements FieldCall {
    @Override
    public Caller caller() {
      return operation.caller();
    }

    @Override
    public Arguments arguments() {
      return new Arguments(environment.getArguments());
    }

    @Override
    public <T> T source(Class<T> type) {
      return type.cast(environment.getSource());
    }

    @Override
    public boolean selects(String path) {
      return new SelectedFields(environment.getFragmentsByName())
          .contains(environment.getMergedField().getFields(), path);
    }

    @Override
    public String requestId() {
      return operation.requestId();
    }
  }
}
