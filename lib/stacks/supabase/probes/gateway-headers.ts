type Headers = Readonly<Record<string, string>>;

/** As clients send a key when nobody is signed in. */
export function keyHeaders(key: string | undefined): Headers {
  return { apikey: key ?? "", authorization: `Bearer ${key ?? ""}` };
}

/** As clients send a person's token: the key says which stack, the token who. */
export function personHeaders(key: string | undefined, token: string): Headers {
  return { apikey: key ?? "", authorization: `Bearer ${token}` };
}

/** Basic sign-in, with the characters of every language. */
export function loginHeaders(user: string, password: string): Headers {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
