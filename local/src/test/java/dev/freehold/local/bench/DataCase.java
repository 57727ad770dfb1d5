package dev.freehold.local.bench;

import java.util.List;
import java.util.stream.IntStream;

/** What is asked both of GraphQL and of a statement written by hand, with many values each. */
enum DataCase {
  ROW(
      "row by key",
      "query($id: ID!) { post(id: $id) { id title body views published createdAt } }",
      "{\"data\":{\"post\":{",
      BenchTables.POSTS),
  LIST(
      "list of 50, filter and sort",
      "query($id: Int!) { postsList(filter: {published: {equals: true}, views: {gte: $id}},"
          + " sort: {createdAt: DESC}, first: 50) { items { id title views createdAt } } }",
      "{\"data\":{\"postsList\":{",
      500),
  NESTED(
      "20 × 5 nested",
      "query($id: Int!) { postsList(filter: {views: {gte: $id}}, sort: {createdAt: DESC},"
          + " first: 20) { items { id title comments(first: 5) { items { id text } } } } }",
      "{\"data\":{\"postsList\":{",
      500),
  LEVELS(
      "three levels, 10 × 5 × 3",
      "query($id: ID!) { authorsList(filter: {id: {gte: $id}}, first: 10) { items { id name"
          + " posts(first: 5) { items { id title comments(first: 3) { items { id text } } } } } } }",
      "{\"data\":{\"authorsList\":{",
      900),
  AGGREGATE(
      "count, sum, avg and max of 20",
      "query($id: ID!) { postsList(filter: {authorId: {equals: $id}})"
          + " { count aggregates { views { sum avg max } } } }",
      "{\"data\":{\"postsList\":{",
      BenchTables.AUTHORS),
  INSERT(
      "insert of a row",
      "mutation($id: ID!, $text: String!) { commentCreate(data: {postId: $id, text: $text})"
          + " { id text } }",
      "{\"data\":{\"commentCreate\":{",
      BenchTables.POSTS);

  private static final int REQUESTS = 200;

  private final String title;
  private final String query;
  private final String begin;
  private final int values;

  DataCase(String title, String query, String begin, int values) {
    this.title = title;
    this.query = query;
    this.begin = begin;
    this.values = values;
  }

  String title() {
    return title;
  }

  boolean writes() {
    return this == INSERT;
  }

  List<Load.Request> graphQl(String token) {
    return ids()
        .mapToObj(id ->
            Load.Request.graphQl(
                "{\"query\":\"%s\",\"variables\":{\"id\":%d%s}}"
                    .formatted(query, id, writes() ? ",\"text\":\"Some-text\"" : ""),
                token,
                begin))
        .toList();
  }

  List<Load.Request> byHand(String token) {
    return ids()
        .mapToObj(id ->
            Load.Request.get(
                "/bench/sql/%s?id=%d%s".formatted(name(), id, writes() ? "&text=Some-text" : ""),
                token,
                // PostgreSQL writes spaces around colons.
                "{\"data\" : "))
        .toList();
  }

  /** The same for everyone, far apart. */
  private IntStream ids() {
    return IntStream.range(0, REQUESTS).map(i -> 1 + i * 7919 % values);
  }
}
