package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.freehold.api.platform.FreeholdException;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Parses, measures and validates query texts, in this order, and keeps the good ones. The cache is
 * bounded by the length of the texts; a refused text is not kept.
 */
final class ParsedDocuments implements PreparsedDocumentProvider {
  private final GraphQLSchema schema;
  private final Limits limits;
  private final ParserOptions parserOptions;
  private final Cache<String, ParsedDocument> good;

  ParsedDocuments(GraphQLSchema schema, Limits limits) {
    this.schema = schema;
    this.limits = limits;
    this.parserOptions =
        ParserOptions.getDefaultParserOptions()
            .transform(options ->
                options
                    .maxTokens(limits.tokens())
                    .maxWhitespaceTokens(limits.tokens() * 20)
                    .maxCharacters(limits.bodySize())
                    .captureLineComments(false));
    this.good =
        Caffeine.newBuilder()
            .maximumWeight(limits.documentCache())
            .weigher((String text, ParsedDocument document) -> text.length())
            .build();
  }

  /** The operation that a request means; empty when the text or the name is not valid. */
  Optional<OperationDefinition> operation(String text, String name) {
    return document(text).operation(name);
  }

  /** The same among the texts that are kept; costs no parsing. */
  Optional<OperationDefinition> knownOperation(String text, String name) {
    return Optional.ofNullable(good.getIfPresent(text)).flatMap(known -> known.operation(name));
  }

  @Override
  public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> ignored) {
    ParsedDocument document = document(input.getQuery());
    input.getGraphQLContext().put(ParsedDocument.class, document);
    return CompletableFuture.completedFuture(document.entry());
  }

  private ParsedDocument document(String text) {
    ParsedDocument known = good.getIfPresent(text);
    if (known != null) {
      return known;
    }
    ParsedDocument made = ParsedDocument.of(prepare(text));
    if (!made.entry().hasErrors()) {
      good.put(text, made);
    }
    return made;
  }

  private PreparsedDocumentEntry prepare(String text) {
    try {
      Document document = parse(text);
      DocumentSize.check(document, limits);
      List<? extends GraphQLError> faults =
          ParseAndValidate.validate(schema, document, Locale.ENGLISH);
      return faults.isEmpty()
          ? new PreparsedDocumentEntry(document)
          : new PreparsedDocumentEntry(document, faults);
    } catch (FreeholdException e) {
      return new PreparsedDocumentEntry(CodedError.of(e));
    } catch (InvalidSyntaxException e) {
      return new PreparsedDocumentEntry(e.toInvalidSyntaxError());
    }
  }

  private Document parse(String text) {
    try {
      return Parser.parse(
          ParserEnvironment.newParserEnvironment()
              .document(text)
              .parserOptions(parserOptions)
              .locale(Locale.ENGLISH)
              .build());
    } catch (ParseCancelledException
        | ParseCancelledTooDeepException
        | ParseCancelledTooManyCharsException e) {
      throw Limit.TOKENS.exceeded(limits.tokens());
    }
  }
}
