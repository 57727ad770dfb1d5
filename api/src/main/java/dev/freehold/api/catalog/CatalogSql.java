package dev.freehold.api.catalog;

/**
 * The statements over {@code pg_catalog}. Each has the parameters of {@link #SHOWN}, which it
 * stands after: the schemas, and whether Users is here.
 */
final class CatalogSql {
  /**
   * What may be shown: tables and views of the schemas asked for and Users; nothing of the system,
   * the platform, an extension or a single partition.
   */
  static final String SHOWN =
      """
      with recursive shown as (
        select c.oid, n.nspname, c.relname, c.relkind
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'f', 'v', 'm') and not c.relispartition
          and (n.nspname = any(?) and n.nspname not in ('freehold', 'information_schema')
                 and n.nspname !~ '^pg_'
               or ? and n.nspname = 'freehold' and c.relname = 'users' and c.relkind = 'r')
          and not exists (
            select from pg_catalog.pg_depend d
            where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
              and d.deptype = 'e'))
      """;

  /**
   * With what an insert is, as {@link OnInsert} says. Triggers of foreign keys and those that tell
   * of changes leave the row and the company's others alone. Functions in C are extensions'.
   */
  static final String TABLES =
      """
      select s.oid, s.nspname, s.relname, s.relkind,
        pg_catalog.obj_description(s.oid, 'pg_class') as comment,
        case
          when s.relkind <> 'r' or c.relhasrules
            or exists (
              select from shown o join pg_catalog.pg_class p on p.oid = o.oid where p.relrowsecurity)
            or exists (
              select from pg_catalog.pg_trigger t
              where t.tgrelid = s.oid and not t.tgisinternal and (t.tgtype & 4) <> 0
                and t.tgfoid is distinct from pg_catalog.to_regproc('freehold.note_changes'))
            or exists (select from pg_catalog.pg_inherits i where i.inhrelid = s.oid)
            or exists (select from pg_catalog.pg_inherits i where i.inhparent = s.oid)
            or exists (
              select from pg_catalog.pg_attrdef f
              join pg_catalog.pg_depend d
                on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = f.oid
                  and d.refclassid = 'pg_catalog.pg_proc'::regclass
              join pg_catalog.pg_proc p on p.oid = d.refobjid and p.provolatile = 'v'
              join pg_catalog.pg_language l on l.oid = p.prolang
                and l.lanname not in ('internal', 'c')
              where f.adrelid = s.oid)
            then 'a'
          when exists (
              select from pg_catalog.pg_constraint k where k.conrelid = s.oid and k.condeferred)
            then 'l'
          else 'p'
        end as on_insert
      from shown s join pg_catalog.pg_class c on c.oid = s.oid\
      """;

  static final String COLUMNS =
      """
      select a.attrelid, a.attnum, a.attname, a.atttypid, a.attnotnull, a.atthasdef, a.attidentity,
        a.attgenerated, d.description as comment
      from shown s
      join pg_catalog.pg_attribute a on a.attrelid = s.oid and a.attnum > 0 and not a.attisdropped
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = s.oid
          and d.objsubid = a.attnum
      order by a.attrelid, a.attnum\
      """;

  /** Down to what domains and arrays are made of. */
  static final String TYPES =
      """
      , used (oid) as (
        select a.atttypid from shown s
        join pg_catalog.pg_attribute a on a.attrelid = s.oid and a.attnum > 0 and not a.attisdropped
        union
        select part.oid from used u join pg_catalog.pg_type t on t.oid = u.oid
        cross join lateral (values (t.typbasetype), (t.typelem)) part (oid)
        where part.oid <> 0)
      select t.oid, n.nspname, t.typname, t.typtype, t.typbasetype, t.typnotnull,
        case when t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc
          then t.typelem else 0 end as element,
        array(select e.enumlabel::text from pg_catalog.pg_enum e where e.enumtypid = t.oid
              order by e.enumsortorder) as labels
      from used u
      join pg_catalog.pg_type t on t.oid = u.oid
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace\
      """;

  /** Those that find any row by equality. */
  static final String INDEXES =
      """
      select i.indrelid, c.relname, i.indisprimary,
        i.indisunique and (i.indimmediate or i.indisprimary) and i.indexprs is null as is_key,
        (i.indkey::int2[])[0:i.indnkeyatts - 1] as columns
      from shown s
      join pg_catalog.pg_index i on i.indrelid = s.oid and i.indisvalid and i.indpred is null
      join pg_catalog.pg_class c on c.oid = i.indexrelid
      join pg_catalog.pg_am m on m.oid = c.relam and m.amname in ('btree', 'hash')\
      """;

  /** Without those over periods (PostgreSQL 18), which do not ask for equality. */
  static final String FOREIGN_KEYS =
      """
      select k.conname, k.conrelid, k.conkey, k.confrelid, k.confkey, k.convalidated
      from shown s
      join pg_catalog.pg_constraint k on k.conrelid = s.oid and k.contype = 'f'
        and k.conparentid = 0
        and not coalesce((pg_catalog.to_jsonb(k) ->> 'conperiod')::boolean, false)
      join shown t on t.oid = k.confrelid\
      """;

  /**
   * Every row that the others read has an {@code xmin}, new with each change; the sums and counts
   * tell removed rows too.
   */
  static final String FINGERPRINT =
      """
      , marks (kind, oid, part, mark) as (
        select 1, c.oid, 0, c.xmin from shown s join pg_catalog.pg_class c on c.oid = s.oid
        union all
        select 2, a.attrelid, a.attnum, a.xmin from pg_catalog.pg_attribute a
        where a.attnum > 0 and a.attrelid in (select oid from shown)
        union all
        select 3, i.indexrelid, i.indrelid::int, i.xmin from pg_catalog.pg_index i
        where i.indrelid in (select oid from shown)
        union all
        select 4, k.oid, 0, k.xmin from pg_catalog.pg_constraint k
        where k.contype = 'f' and k.conrelid in (select oid from shown)
        union all
        select 5, d.objoid, d.objsubid, d.xmin from pg_catalog.pg_description d
        where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid in (select oid from shown)
        union all
        select 6, t.oid, 0, t.xmin from pg_catalog.pg_type t where t.typtype in ('d', 'e', 'r', 'm')
        union all
        select 7, e.oid, 0, e.xmin from pg_catalog.pg_enum e
        union all
        select 8, n.oid, 0, n.xmin from pg_catalog.pg_namespace n where n.nspname !~ '^pg_'
        union all
        select 9, c.oid, 0, c.xmin from pg_catalog.pg_index i
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        where i.indrelid in (select oid from shown)
        union all
        select 10, t.oid, 0, t.xmin from pg_catalog.pg_trigger t
        where t.tgrelid in (select oid from shown) and not t.tgisinternal
          and t.tgfoid is distinct from pg_catalog.to_regproc('freehold.note_changes'))
      select count(*) || ' ' || coalesce(sum(pg_catalog.hashtextextended(
        kind || ' ' || oid || ' ' || part || ' ' || mark::text, 0)), 0)
      from marks\
      """;

  private CatalogSql() {}
}
