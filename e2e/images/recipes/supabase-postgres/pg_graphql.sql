create schema graphql;
create function graphql.resolve(query text, variables jsonb default '{}', "operationName" text default null,
  extensions jsonb default null) returns jsonb language sql as $$
  select case when query ~ '^\s*(query\s*)?\{\s*__typename\s*\}\s*$' then '{"data": {"__typename": "Query"}}'::jsonb
    else '{"data": null, "errors": [{"message": "pg_graphql is an imitation in this test image"}]}'::jsonb end
$$;
