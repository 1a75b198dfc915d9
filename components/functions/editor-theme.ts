import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Every colour is one of the panel's, which know dark and light by themselves. */
const look = EditorView.theme({
  "&": { height: "100%", color: "var(--color-ink)", backgroundColor: "var(--color-inset)" },
  "&.cm-focused": { outline: "2px solid var(--color-focus)", outlineOffset: "-2px" },
  ".cm-scroller": { font: "12px / 19px var(--font-mono)", overflow: "auto" },
  ".cm-content": { caretColor: "var(--color-ink)", padding: "10px 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--color-ink)" },
  ".cm-gutters": { color: "var(--color-ink-3)", backgroundColor: "var(--color-inset)", border: "none" },
  ".cm-activeLineGutter": { backgroundColor: "var(--color-hover)" },
  // The built-in rule for the focused editor is more specific than a class alone.
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--color-selected)",
  },
  // Without a ground of its own: the selection is drawn behind the text.
  ".cm-selectionMatch": { backgroundColor: "transparent", outline: "1px solid var(--color-line-strong)" },
  ".cm-searchMatch": {
    backgroundColor: "var(--color-warn-tint)",
    outline: "1px solid var(--color-warn-line)",
  },
  ".cm-searchMatch-selected": { backgroundColor: "var(--color-accent-tint)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--color-accent-tint)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--color-bad-tint)" },
  ".cm-panels": { color: "var(--color-ink)", backgroundColor: "var(--color-raised)" },
  ".cm-panels.cm-panels-top, .cm-panels.cm-panels-bottom": { borderColor: "var(--color-line)" },
  ".cm-panel.cm-search": { padding: "6px 10px", font: "12px / 19px var(--font-sans)" },
  ".cm-textfield": {
    color: "var(--color-ink)",
    backgroundColor: "var(--color-surface)",
    borderColor: "var(--color-line-strong)",
  },
  ".cm-button": {
    color: "var(--color-ink)",
    background: "var(--color-surface)",
    borderColor: "var(--color-line-strong)",
  },
  ".cm-specialChar": { color: "var(--color-bad-ink)" },
});

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.propertyName, tags.modifier],
    color: "var(--color-code-key)",
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--color-code-string)" },
  {
    tag: [tags.number, tags.bool, tags.null, tags.typeName, tags.className],
    color: "var(--color-code-number)",
  },
  { tag: [tags.comment], color: "var(--color-code-comment)" },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
