-- pgcrypto must be there before; only HS256 is known.
create function @extschema@.url_encode(data bytea) returns text language sql immutable as
  $$ select translate(encode(data, 'base64'), E'+/=\n', '-_') $$;
create function @extschema@.url_decode(data text) returns bytea language sql immutable as
  $$ select decode(rpad(translate(data, '-_', '+/'), ((length(data) + 3) / 4) * 4, '='), 'base64') $$;
create function @extschema@.sign(payload json, secret text, algorithm text default 'HS256') returns text
  language plpgsql immutable as $$
declare
  signed text := @extschema@.url_encode('{"alg":"HS256","typ":"JWT"}') || '.' || @extschema@.url_encode(convert_to(payload::text, 'utf8'));
begin
  if algorithm <> 'HS256' then raise 'pgjwt is an imitation in this test image: it knows HS256 only'; end if;
  return signed || '.' || @extschema@.url_encode(@extschema@.hmac(signed::bytea, secret::bytea, 'sha256'));
end $$;
