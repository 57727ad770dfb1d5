package dev.freehold.api.bench;

/** Statements over the tables of the benchmark, each of which makes the whole answer. */
enum HandWritten {
  ROW(
      """
      select json_build_object('data', json_build_object('post',
        (select json_build_object('id', id::text, 'title', title, 'body', body, 'views', views,
           'published', published, 'createdAt', created_at)
         from posts where id = ?)))\
      """),

  LIST(
      """
      select json_build_object('data', json_build_object('postsList', json_build_object('items',
        (select coalesce(json_agg(json_build_object('id', id::text, 'title', title, 'views', views,
           'createdAt', created_at)), '[]')
         from (select id, title, views, created_at from posts
               where published and views >= ? order by created_at desc, id limit 50) p))))\
      """),

  NESTED(
      """
      select json_build_object('data', json_build_object('postsList', json_build_object('items',
        (select coalesce(json_agg(json_build_object('id', id::text, 'title', title,
           'comments', json_build_object('items', comments))), '[]')
         from (select id, title from posts
               where views >= ? order by created_at desc, id limit 20) p
         cross join lateral (
           select coalesce(json_agg(json_build_object('id', c.id::text, 'text', c.text)), '[]')
             as comments
           from (select id, text from comments
                 where post_id = p.id order by id limit 5) c) each))))\
      """),

  LEVELS(
      """
      select json_build_object('data', json_build_object('authorsList', json_build_object('items',
        (select coalesce(json_agg(json_build_object('id', id::text, 'name', name,
           'posts', json_build_object('items', posts))), '[]')
         from (select id, name from authors where id >= ? order by id limit 10) a
         cross join lateral (
           select coalesce(json_agg(json_build_object('id', id::text, 'title', title,
             'comments', json_build_object('items', comments))), '[]') as posts
           from (select id, title from posts
                 where author_id = a.id order by id limit 5) p
           cross join lateral (
             select coalesce(json_agg(json_build_object('id', c.id::text, 'text', c.text)), '[]')
               as comments
             from (select id, text from comments
                   where post_id = p.id order by id limit 3) c) of_post) of_author))))\
      """),

  AGGREGATE(
      """
      select json_build_object('data', json_build_object('postsList', json_build_object(
        'count', count(*), 'aggregates', json_build_object('views',
          json_build_object('sum', sum(views)::text, 'avg', avg(views)::text, 'max', max(views))))))
      from posts where author_id = ?\
      """),

  INSERT(
      """
      insert into comments (post_id, text) values (?, ?)
      returning json_build_object('data', json_build_object('commentCreate',
        json_build_object('id', id::text, 'text', text)))\
      """);

  private final String sql;

  HandWritten(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}
