/**
 * The part of Lua that the gateway's templates use: strings, `nil`, names, fields, `and`, `or`, `==`, `~=`, `..` and the
 * methods `sub` and `lower` of strings. Anything else is refused when the file is read.
 *
 * @typedef {string | undefined | { readonly [name: string]: string | undefined }} LuaValue `undefined` is Lua's nil
 * @typedef {Readonly<Record<string, LuaValue>>} LuaNames
 * @typedef {(names: LuaNames) => LuaValue | boolean} Evaluate
 */

const TOKEN = /\s*(?:("(?:[^"\\\n])*"|'(?:[^'\\\n])*')|(\d+)|([A-Za-z_]\w*)|(==|~=|\.\.|[().:,]))/y;

/**
 * @param {string} text
 * @param {readonly string[]} known names that an expression may use
 * @returns {Evaluate}
 */
export function luaExpression(text, known) {
  const tokens = tokensOf(text);
  let at = 0;

  /** @param {string} token */
  const take = (token) => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  /** @param {string} token */
  const expect = (token) => {
    if (!take(token)) throw new Error(`expected ${token} instead of ${tokens[at] ?? "the end"} in ${text}`);
  };

  /** @returns {Evaluate} */
  function either() {
    let left = both();
    while (take("or")) {
      const [first, second] = [left, both()];
      left = (names) => {
        const value = first(names);
        return truthy(value) ? value : second(names);
      };
    }
    return left;
  }

  /** @returns {Evaluate} */
  function both() {
    let left = comparison();
    while (take("and")) {
      const [first, second] = [left, comparison()];
      left = (names) => {
        const value = first(names);
        return truthy(value) ? second(names) : value;
      };
    }
    return left;
  }

  /** @returns {Evaluate} */
  function comparison() {
    const left = concatenation();
    if (take("==")) {
      const right = concatenation();
      return (names) => left(names) === right(names);
    }
    if (take("~=")) {
      const right = concatenation();
      return (names) => left(names) !== right(names);
    }
    return left;
  }

  /** @returns {Evaluate} */
  function concatenation() {
    const left = suffixed();
    if (!take("..")) return left;
    const right = concatenation();
    return (names) => asString(left(names)) + asString(right(names));
  }

  /** @returns {Evaluate} */
  function suffixed() {
    let value = primary();
    for (;;) {
      const subject = value;
      if (take(".")) {
        const field = name();
        value = (names) => {
          const table = subject(names);
          if (typeof table !== "object") throw new Error(`attempt to index what is no table, for ${field}`);
          return table[field];
        };
      } else if (take(":")) {
        value = method(subject);
      } else return value;
    }
  }

  /**
   * @param {Evaluate} subject
   * @returns {Evaluate}
   */
  function method(subject) {
    const called = name();
    expect("(");
    if (called === "lower") {
      expect(")");
      return (names) => asString(subject(names)).toLowerCase();
    }
    if (called !== "sub") throw new Error(`the method ${called} is not known here`);
    const first = number();
    expect(",");
    const last = number();
    expect(")");
    return (names) => asString(subject(names)).slice(first - 1, last);
  }

  /** @returns {Evaluate} */
  function primary() {
    if (take("(")) {
      const inner = either();
      expect(")");
      return inner;
    }
    const token = tokens[at];
    if (token !== undefined && /^["']/.test(token)) {
      at += 1;
      const literal = token.slice(1, -1);
      return () => literal;
    }
    if (take("nil")) return () => undefined;
    const used = name();
    if (!known.includes(used)) throw new Error(`the name ${used} is not known in templates`);
    return (names) => names[used];
  }

  function name() {
    const token = tokens[at];
    if (token === undefined || !/^[A-Za-z_]\w*$/.test(token) || ["and", "or", "nil", "not"].includes(token)) {
      throw new Error(`expected a name instead of ${token ?? "the end"} in ${text}`);
    }
    at += 1;
    return token;
  }

  function number() {
    const token = tokens[at];
    if (token === undefined || !/^[1-9]\d*$/.test(token)) {
      throw new Error(`expected a position instead of ${token ?? "the end"} in ${text}`);
    }
    at += 1;
    return Number(token);
  }

  const value = either();
  if (at < tokens.length) throw new Error(`${tokens[at]} is too much in ${text}`);
  return value;
}

/** @param {string} text */
function tokensOf(text) {
  /** @type {string[]} */
  const tokens = [];
  const trimmed = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (match === null) throw new Error(`cannot read ${trimmed.slice(from, from + 20)}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** @param {LuaValue | boolean} value */
function truthy(value) {
  return value !== undefined && value !== false;
}

/** @param {LuaValue | boolean} value */
function asString(value) {
  if (typeof value !== "string") throw new Error("attempt to use what is no string as one");
  return value;
}
