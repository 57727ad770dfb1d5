package dev.freehold.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.platform.Caches;
import dev.freehold.api.platform.FreeholdException;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimits;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses, measures and validates query texts, in this order, and keeps the good ones, for each view
 * of the schema. The caches are bounded by the length of the texts; a refused text is not kept.
 */
@Singleton
final class ParsedDocuments {
  /** Of characters: what is made of the shortest text takes room too. */
  private static final int LEAST = 200;

  private final Limits limits;
  private final ParserOptions parserOptions;
  private final Cache<String, Document> texts;
  private final Cache<Key, ParsedDocument> good;

  private record Key(SchemaView.Key view, String text) {}

  ParsedDocuments(Limits limits) {
    this.limits = limits;
    this.parserOptions =
        ParserOptions.getDefaultParserOptions()
            .transform(options ->
                options
                    .maxTokens(limits.tokens())
                    .maxWhitespaceTokens(limits.tokens() * 20)
                    .maxCharacters(limits.bodySize())
                    .captureLineComments(false));
    this.texts =
        Caches.newBuilder()
            .maximumWeight(limits.documentCache())
            .weigher((String text, Document document) -> LEAST + text.length())
            .build();
    this.good =
        Caches.newBuilder()
            .maximumWeight(limits.documentCache())
            .weigher((Key key, ParsedDocument document) -> LEAST + key.text().length())
            .build();
  }

  /** The operation that a request means; empty when the text or the name is not valid. */
  Optional<OperationDefinition> operation(String text, String name) {
    Document known = texts.getIfPresent(text);
    try {
      Document document = known == null ? parse(text) : known;
      return ParsedDocument.operation(
          document.getDefinitionsOfType(OperationDefinition.class), name);
    } catch (FreeholdException | InvalidSyntaxException e) {
      return Optional.empty();
    }
  }

  /** The same among the texts that are kept; costs no parsing. */
  Optional<OperationDefinition> knownOperation(String text, String name) {
    return Optional.ofNullable(texts.getIfPresent(text))
        .flatMap(known ->
            ParsedDocument.operation(known.getDefinitionsOfType(OperationDefinition.class), name));
  }

  /** The text as the view sees it: good, or with what is wrong with it. */
  ParsedDocument document(SchemaView view, String text) {
    Key key = new Key(view.key(), text);
    ParsedDocument known = good.getIfPresent(key);
    if (known != null) {
      return known;
    }
    ParsedDocument made = ParsedDocument.of(prepare(view, text), field -> findsByKey(view, field));
    if (!made.entry().hasErrors()) {
      texts.put(text, made.entry().getDocument());
      good.put(key, made);
    }
    return made;
  }

  private static boolean findsByKey(SchemaView view, String field) {
    return view.tables()
        .root("Query", field)
        .filter(root -> root.operation() == RootField.Operation.ONE)
        .isPresent();
  }

  private PreparsedDocumentEntry prepare(SchemaView view, String text) {
    try {
      Document known = texts.getIfPresent(text);
      Document document = known == null ? parse(text) : known;
      DocumentSize.check(document, limits);
      List<? extends GraphQLError> faults = faults(view, document);
      return faults.isEmpty()
          ? new PreparsedDocumentEntry(document)
          : new PreparsedDocumentEntry(document, faults);
    } catch (FreeholdException e) {
      return new PreparsedDocumentEntry(CodedError.of(e));
    } catch (InvalidSyntaxException e) {
      return new PreparsedDocumentEntry(e.toInvalidSyntaxError());
    } catch (GoodFaithIntrospectionExceeded e) {
      return new PreparsedDocumentEntry(e.toBadFaithError());
    }
  }

  private static List<? extends GraphQLError> faults(SchemaView view, Document document) {
    return HiddenNames.named(document, view)
        ? HiddenNames.unmasked(validate(view, HiddenNames.masked(document, view)))
        : validate(view, document);
  }

  private static List<? extends GraphQLError> validate(SchemaView view, Document document) {
    // Depth and number of fields have been checked.
    return ParseAndValidate.validate(
        view.schema(), document, _ -> true, Locale.ENGLISH, QueryComplexityLimits.NONE);
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
