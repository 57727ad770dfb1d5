package dev.freehold.api.graphql;

import java.util.List;

/** Where the results of one operation on a connection go. Never blocks, never throws. */
interface ResultSink {
  /** One result, JSON in UTF-8. */
  void next(byte[] result);

  /** There will be no more, because of these errors; whatever comes after is ignored. */
  void failed(List<CodedError> errors);

  /** There will be no more. */
  void complete();
}
