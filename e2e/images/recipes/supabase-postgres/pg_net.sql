create schema net;
create function net.http_get(url text, params jsonb default '{}', headers jsonb default '{}',
  timeout_milliseconds int default 1000) returns bigint language plpgsql as
  $$ begin raise 'pg_net is an imitation in this test image: it sends no request'; end $$;
create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
  headers jsonb default '{"Content-Type": "application/json"}', timeout_milliseconds int default 1000)
  returns bigint language plpgsql as
  $$ begin raise 'pg_net is an imitation in this test image: it sends no request'; end $$;
